import { Button, Text } from "@mantine/core";
import { useState } from "react";
import type { Consumer } from "../api/resources.ts";
import { consumersQuery } from "../consumers/consumer-queries.ts";
import { NewConsumerDialog } from "../consumers/new-consumer-dialog.tsx";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page } from "../ui/page.tsx";
import { SearchedList } from "../ui/searched-list.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";

export const ConsumersPage = () => {
  const [making, setMaking] = useState(false);
  return (
    <Page
      title={texts.consumer.title}
      lead={texts.consumer.lead}
      actions={<Button onClick={() => setMaking(true)}>{texts.consumer.new}</Button>}
    >
      <SearchedList
        label={texts.consumer.search}
        hint={texts.consumer.searchHint}
        queryOf={(q) => consumersQuery({ q })}
        empty={<EmptyState title={texts.consumer.none} lead={texts.consumer.noneLead} />}
        none={<Text c="dimmed">{texts.consumer.noMatch}</Text>}
      >
        {(consumers) => <DataTable items={consumers} keyOf={({ id }) => id} columns={COLUMNS} />}
      </SearchedList>
      <NewConsumerDialog opened={making} onClose={() => setMaking(false)} />
    </Page>
  );
};

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
