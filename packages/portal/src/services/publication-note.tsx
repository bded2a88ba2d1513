import type { Service } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Notice } from "../ui/notice.tsx";

/** Why other teams do not see a published service, where an admin has to agree first. */
export const PublicationNote = ({ service }: { service: Service }) => {
  const { publication, status, visibility } = service;
  if (!publication || publication.state === "approved" || status !== "published" || visibility !== "public")
    return null;
  const { title, lead } = texts.service.publication[publication.state];
  return (
    <Notice tone="wait" title={title}>
      {lead}
      {publication.reason ? ` ${texts.service.publicationReason(publication.reason)}` : ""}
    </Notice>
  );
};
