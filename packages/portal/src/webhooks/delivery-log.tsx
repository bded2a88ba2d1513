import { Button, Table, Text } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { asProblem } from "../api/problem.ts";
import type { Delivery, Webhook } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Moment } from "../ui/moment.tsx";
import { notify } from "../ui/notices.ts";
import { QueryView } from "../ui/query-view.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { deliveriesQuery, replayDelivery } from "./webhook-queries.ts";

const TONE = { waiting: "pending", delivered: "active", dead: "rejected" } as const;

export const DeliveryLog = ({ webhook }: { webhook: Webhook }) => {
  const client = useQueryClient();
  const options = deliveriesQuery(webhook.team, webhook.id);
  const query = useInfiniteQuery(options);
  const replay = async (delivery: Delivery) => {
    try {
      await replayDelivery(delivery);
      notify("good", texts.webhook.replayed);
    } catch (error) {
      notify("bad", asProblem(error).message);
    }
    await client.invalidateQueries({ queryKey: options.queryKey });
  };
  return (
    <QueryView query={query}>
      {(deliveries) =>
        deliveries.length === 0 ? (
          <Text size="sm" c="dimmed">
            {texts.webhook.noDeliveries}. {texts.webhook.noDeliveriesLead}
          </Text>
        ) : (
          <Table.ScrollContainer minWidth={560}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{texts.webhook.event}</Table.Th>
                  <Table.Th>{texts.service.statusFilter}</Table.Th>
                  <Table.Th>{texts.webhook.attempts}</Table.Th>
                  <Table.Th>{texts.webhook.last}</Table.Th>
                  <Table.Th>
                    <span className="visually-hidden">{texts.webhook.replay}</span>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {deliveries.map((delivery) => (
                  <Table.Tr key={delivery.id}>
                    <Table.Td>
                      {delivery.type}
                      <Text size="xs" c="dimmed">
                        <Moment at={delivery.createdAt} />
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <StatusBadge
                        status={TONE[delivery.status]}
                        label={texts.webhook.deliveryStatus[delivery.status]}
                      />
                    </Table.Td>
                    <Table.Td>{delivery.attempts}</Table.Td>
                    <Table.Td>{delivery.lastStatus ?? delivery.lastError ?? texts.ui.none}</Table.Td>
                    <Table.Td>
                      <Button
                        size="compact-sm"
                        variant="default"
                        onClick={() => replay(delivery)}
                        aria-label={`${texts.webhook.replay}: ${delivery.type} ${delivery.id}`}
                      >
                        {texts.webhook.replay}
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </QueryView>
  );
};
