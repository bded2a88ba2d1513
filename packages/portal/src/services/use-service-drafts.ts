import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Service, ServicePatch } from "../api/resources.ts";
import { serviceQuery } from "../catalog/service-query.ts";
import { texts } from "../texts/texts.ts";
import { notify } from "../ui/notices.ts";
import { useConflict } from "../ui/use-conflict.tsx";
import { changeService } from "./service-queries.ts";

interface ServiceEditing<Drafts, Fields extends Record<string, string>> {
  service: Service;
  labels: Record<keyof Fields, string>;
  draftsOf: (service: Service) => Drafts;
  /** As text, so that two states can be compared, and shown after a conflict with another editor. */
  fieldsOf: (service: Service) => Fields;
  patchOf: (fields: Fields) => ServicePatch;
}

/** Parts of a service as they are being edited: what was opened, what was sent last, and what another has changed meanwhile. */
export const useServiceDrafts = <Drafts, Fields extends Record<string, string>>({
  service,
  labels,
  draftsOf,
  fieldsOf,
  patchOf,
}: ServiceEditing<Drafts, Fields>) => {
  const client = useQueryClient();
  const [opened, setOpened] = useState(service);
  const [drafts, setDrafts] = useState(() => draftsOf(service));
  const [sent, setSent] = useState(drafts);
  const open = (current: Service) => {
    setOpened(current);
    setDrafts(draftsOf(current));
    client.setQueryData(serviceQuery(service.slug).queryKey, current);
    void client.invalidateQueries({ queryKey: ["catalog-service", service.slug] });
  };
  const { submit, dialog } = useConflict({
    labels,
    read: () => client.fetchQuery({ ...serviceQuery(service.slug), staleTime: 0 }),
    fieldsOf,
    save: async (fields, revision) => {
      open(await changeService(service.slug, revision, patchOf(fields)));
      notify("good", texts.ui.saved);
    },
    onTake: open,
  });
  const save = (mine: Fields) => {
    setSent(drafts);
    return submit({ before: fieldsOf(opened), mine }, opened.revision);
  };
  return { opened, drafts, setDrafts, sent, save, dialog };
};
