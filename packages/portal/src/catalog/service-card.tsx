import { Group, Paper, Text, Title } from "@mantine/core";
import type { CatalogService } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { TextLink } from "../ui/links.tsx";
import classes from "./catalog.module.css";

export const ServiceCard = ({ service }: { service: CatalogService }) => (
  <Paper withBorder component="article" className={classes["card"] ?? ""}>
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <Title order={2} size="h4">
        <TextLink to="/catalog/$service" params={{ service: service.slug }}>
          {service.name}
        </TextLink>
      </Title>
      <span className={classes["tag"]}>{texts.catalog.kinds[service.kind]}</span>
    </Group>
    {service.summary ? <Text size="sm">{service.summary}</Text> : null}
    <Text size="xs" c="dimmed">
      {texts.catalog.by(service.team)} ·{" "}
      {service.approval === "auto" ? texts.catalog.auto : texts.catalog.manual}
      {service.visibility === "private" ? ` · ${texts.catalog.private}` : ""}
    </Text>
    <Tags tags={service.tags} />
  </Paper>
);

export const Tags = ({ tags }: { tags: readonly string[] }) =>
  tags.length === 0 ? null : (
    <ul className={classes["tags"]} aria-label={texts.catalog.tags}>
      {tags.map((tag) => (
        <li key={tag} className={classes["tag"]}>
          {tag}
        </li>
      ))}
    </ul>
  );
