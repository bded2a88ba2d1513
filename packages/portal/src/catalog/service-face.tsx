import { Paper, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { CatalogService } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { ServiceIcon } from "../ui/service-icon.tsx";
import classes from "./catalog.module.css";

type Shown = Pick<
  CatalogService,
  "slug" | "name" | "kind" | "team" | "summary" | "approval" | "visibility" | "tags"
>;

interface ServiceFaceProps {
  service: Shown;
  /** Its name as a link, where it leads somewhere. */
  children?: ReactNode;
}

/** A service as the catalogue shows it. */
export const ServiceFace = ({ service, children = service.name }: ServiceFaceProps) => (
  <Paper withBorder component="article" className={classes["card"] ?? ""}>
    <div className={classes["head"]}>
      <ServiceIcon slug={service.slug} size={40} />
      <div className={classes["names"]}>
        <Title order={2} size="h4" dir="auto">
          {children}
        </Title>
        <Text size="sm" c="dimmed">
          {texts.catalog.kinds[service.kind]} · {texts.catalog.by(service.team)}
        </Text>
      </div>
    </div>
    <Text dir="auto" className={classes["summary"] ?? ""}>
      {service.summary}
    </Text>
    <div className={classes["foot"]}>
      <Text size="xs" c="dimmed">
        {service.approval === "auto" ? texts.catalog.auto : texts.catalog.manual}
        {service.visibility === "private" ? ` · ${texts.catalog.private}` : ""}
      </Text>
      <Tags tags={service.tags} />
    </div>
  </Paper>
);

export const Tags = ({ tags }: { tags: readonly string[] }) =>
  tags.length === 0 ? null : (
    <ul className={classes["tags"]} aria-label={texts.catalog.tags}>
      {tags.map((tag) => (
        <li key={tag} className={classes["tag"]} dir="auto">
          {tag}
        </li>
      ))}
    </ul>
  );
