import { Table, Text } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import type { Consumer } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Moment } from "../ui/moment.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { Section } from "../ui/section.tsx";

const POLL_MS = 10_000;

const refusalsQuery = (consumer: string) =>
  queryOptions({
    queryKey: ["refusals", consumer],
    refetchInterval: POLL_MS,
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          api().GET("/v1/consumers/{consumer}/refusals", { params: { path: { consumer } }, signal }),
        )
      ).items,
  });

/** Why calls were refused: the exact reason, which the caller itself was not told. */
const ConsumerRefusals = ({ consumer }: { consumer: Consumer }) => {
  const query = useQuery(refusalsQuery(consumer.id));
  return (
    <QueryView query={query}>
      {(refusals) =>
        refusals.length === 0 ? (
          <EmptyState title={texts.refusal.none}>{texts.refusal.noneLead}</EmptyState>
        ) : (
          <Section title={texts.consumer.sections.refusals} lead={texts.refusal.lead}>
            <Table.ScrollContainer minWidth={640}>
              <Table verticalSpacing="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{texts.refusal.at}</Table.Th>
                    <Table.Th>{texts.refusal.service}</Table.Th>
                    <Table.Th>{texts.refusal.reason}</Table.Th>
                    <Table.Th>{texts.refusal.advice}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {refusals.map(({ at, requestId, service, reason, advice }) => (
                    <Table.Tr key={requestId}>
                      <Table.Td>
                        <Moment at={at} />
                        <Text size="xs" c="dimmed">
                          {texts.refusal.request} {requestId}
                        </Text>
                      </Table.Td>
                      <Table.Td>{service}</Table.Td>
                      <Table.Td>{reason}</Table.Td>
                      <Table.Td>{advice}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Section>
        )
      }
    </QueryView>
  );
};

export default ConsumerRefusals;
