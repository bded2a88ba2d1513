import { Button, Skeleton, Table, Text, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Consumer } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page } from "../ui/page.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { consumersQuery } from "./consumer-queries.ts";
import { NewConsumerDialog } from "./new-consumer-dialog.tsx";

export const ConsumersPage = () => {
  const query = useInfiniteQuery(consumersQuery());
  const [making, setMaking] = useState(false);
  const [filter, setFilter] = useState("");
  const make = <Button onClick={() => setMaking(true)}>{texts.consumer.new}</Button>;
  return (
    <Page title={texts.consumer.title} lead={texts.consumer.lead} actions={make}>
      <QueryView query={query} skeleton={<Skeleton height={240} aria-label={texts.ui.loading} />}>
        {(consumers) =>
          consumers.length === 0 ? (
            <EmptyState title={texts.consumer.none}>{texts.consumer.noneLead}</EmptyState>
          ) : (
            <>
              <TextInput
                label={texts.consumer.filter}
                value={filter}
                onChange={(event) => setFilter(event.currentTarget.value)}
                maw={320}
                mb="md"
              />
              <ConsumerTable
                consumers={consumers.filter(({ name }) => name.includes(filter.toLowerCase()))}
              />
            </>
          )
        }
      </QueryView>
      {query.hasNextPage ? (
        <Button variant="default" mt="md" onClick={() => query.fetchNextPage()}>
          {texts.ui.more}
        </Button>
      ) : null}
      <NewConsumerDialog opened={making} onClose={() => setMaking(false)} />
    </Page>
  );
};

const ConsumerTable = ({ consumers }: { consumers: readonly Consumer[] }) => (
  <Table.ScrollContainer minWidth={480}>
    <Table verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.consumer.name}</Table.Th>
          <Table.Th>{texts.consumer.team}</Table.Th>
          <Table.Th>{texts.service.statusFilter}</Table.Th>
          <Table.Th>{texts.ui.changed}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {consumers.map((consumer) => (
          <Table.Tr key={consumer.id}>
            <Table.Td>
              <TextLink
                to="/consumers/$consumer/$section"
                params={{ consumer: consumer.id, section: "basics" }}
              >
                {consumer.name}
              </TextLink>
              {consumer.description ? (
                <Text size="xs" c="dimmed" lineClamp={1}>
                  {consumer.description}
                </Text>
              ) : null}
            </Table.Td>
            <Table.Td>{consumer.team}</Table.Td>
            <Table.Td>
              <StatusBadge status={consumer.status} label={texts.consumer.status[consumer.status]} />
            </Table.Td>
            <Table.Td>
              <Moment at={consumer.updatedAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);
