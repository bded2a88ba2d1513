import { Button, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Service } from "../api/resources.ts";
import { NewServiceDialog } from "../services/new-service-dialog.tsx";
import { servicesQuery } from "../services/service-queries.ts";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Page } from "../ui/page.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";

export const ServicesPage = () => {
  const query = useInfiniteQuery(servicesQuery);
  const [making, setMaking] = useState(false);
  return (
    <Page
      title={texts.service.title}
      lead={texts.service.lead}
      actions={<Button onClick={() => setMaking(true)}>{texts.service.new}</Button>}
    >
      <ListView query={query} empty={<EmptyState title={texts.service.none} lead={texts.service.noneLead} />}>
        {(services) => <DataTable items={services} keyOf={({ id }) => id} columns={COLUMNS} />}
      </ListView>
      <NewServiceDialog opened={making} onClose={() => setMaking(false)} />
    </Page>
  );
};

const COLUMNS: Column<Service>[] = [
  {
    label: texts.service.name,
    cell: ({ name, slug }) => (
      <>
        <TextLink to="/services/$service/$section" params={{ service: slug, section: "settings" }}>
          {name}
        </TextLink>
        <Text size="xs" c="dimmed">
          {slug}
        </Text>
      </>
    ),
  },
  { label: texts.service.team, cell: ({ team }) => team },
  { label: texts.service.kind, cell: ({ kind }) => texts.catalog.kinds[kind] },
  {
    label: texts.ui.status,
    cell: ({ status }) => <StatusBadge status={status} label={texts.service.status[status]} />,
  },
];
