import { Button, Text, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Consumer } from "../api/resources.ts";
import { consumersQuery } from "../consumers/consumer-queries.ts";
import { NewConsumerDialog } from "../consumers/new-consumer-dialog.tsx";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page } from "../ui/page.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { typed } from "../ui/text-fields.ts";

export const ConsumersPage = () => {
  const query = useInfiniteQuery(consumersQuery());
  const [making, setMaking] = useState(false);
  const [filter, setFilter] = useState("");
  return (
    <Page
      title={texts.consumer.title}
      lead={texts.consumer.lead}
      actions={<Button onClick={() => setMaking(true)}>{texts.consumer.new}</Button>}
    >
      <ListView
        query={query}
        empty={<EmptyState title={texts.consumer.none} lead={texts.consumer.noneLead} />}
      >
        {(consumers) => (
          <>
            <TextInput label={texts.consumer.filter} {...typed(filter, setFilter)} maw={320} mb="md" />
            <Matches consumers={consumers.filter(({ name }) => name.includes(filter.trim().toLowerCase()))} />
          </>
        )}
      </ListView>
      <NewConsumerDialog opened={making} onClose={() => setMaking(false)} />
    </Page>
  );
};

const Matches = ({ consumers }: { consumers: readonly Consumer[] }) =>
  consumers.length === 0 ? (
    <Text c="dimmed">{texts.consumer.noMatch}</Text>
  ) : (
    <DataTable items={consumers} keyOf={({ id }) => id} columns={COLUMNS} />
  );

const COLUMNS: Column<Consumer>[] = [
  {
    label: texts.consumer.name,
    cell: ({ id, name, description }) => (
      <>
        <TextLink to="/consumers/$consumer/$section" params={{ consumer: id, section: "basics" }}>
          {name}
        </TextLink>
        {description ? (
          <Text size="xs" c="dimmed" lineClamp={1}>
            {description}
          </Text>
        ) : null}
      </>
    ),
  },
  { label: texts.consumer.team, cell: ({ team }) => team },
  {
    label: texts.ui.status,
    cell: ({ status }) => <StatusBadge status={status} label={texts.consumer.status[status]} />,
  },
  { label: texts.ui.changed, cell: ({ updatedAt }) => <Moment at={updatedAt} /> },
];
