import { Text, Title } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { Service } from "../api/resources.ts";
import { ServiceFace } from "../catalog/service-face.tsx";
import { linesOf } from "../credentials/credential-draft.ts";
import { texts } from "../texts/texts.ts";
import { Waiting } from "../ui/query-view.tsx";
import type { ServiceFields } from "./service-fields.ts";
import classes from "./service-settings.module.css";

const Markdown = lazy(() => import("../ui/markdown.tsx"));

interface ServicePreviewProps {
  service: Service;
  draft: ServiceFields;
}

/** What consumers will see once the draft is saved: the card of the catalogue, and the description. */
export const ServicePreview = ({ service, draft }: ServicePreviewProps) => (
  <aside className={classes["preview"]} aria-label={texts.service.preview}>
    <Title order={2} size="h5">
      {texts.service.preview}
    </Title>
    <ServiceFace
      service={{
        ...service,
        name: draft.name,
        summary: draft.summary,
        tags: linesOf(draft.tags),
        approval: draft.approval === "auto" ? "auto" : "manual",
        visibility: draft.visibility === "private" ? "private" : "public",
      }}
    />
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
    <div className={classes["description"]} tabIndex={0}>
      {draft.description.trim() === "" ? (
        <Text c="dimmed">{texts.catalog.noDescription}</Text>
      ) : (
        <Suspense fallback={<Waiting height={20} />}>
          <Markdown text={draft.description} />
        </Suspense>
      )}
    </div>
  </aside>
);
