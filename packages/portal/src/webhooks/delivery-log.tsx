import { Button, Text } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { asProblem } from "../api/problem.ts";
import type { Delivery, Webhook } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Moment } from "../ui/moment.tsx";
import { notify } from "../ui/notices.ts";
import { StatusBadge } from "../ui/status-badge.tsx";
import { deliveriesQuery, replayDelivery } from "./webhook-queries.ts";

const TONE = { waiting: "pending", delivered: "active", dead: "rejected" } as const;

export const DeliveryLog = ({ webhook }: { webhook: Webhook }) => {
  const client = useQueryClient();
  const options = deliveriesQuery(webhook.team, webhook.id);
  const replay = async (delivery: Delivery) => {
    try {
      await replayDelivery(delivery);
      notify("good", texts.webhook.replayed);
    } catch (error) {
      notify("bad", asProblem(error).message);
    }
    await client.invalidateQueries({ queryKey: options.queryKey });
  };
  const columns: Column<Delivery>[] = [
    {
      label: texts.webhook.event,
      cell: ({ type, createdAt }) => (
        <>
          {type}
          <Text size="xs" c="dimmed">
            <Moment at={createdAt} />
          </Text>
        </>
      ),
    },
    {
      label: texts.ui.status,
      cell: ({ status }) => (
        <StatusBadge status={TONE[status]} label={texts.webhook.deliveryStatus[status]} />
      ),
    },
    { label: texts.webhook.attempts, cell: ({ attempts }) => attempts },
    {
      label: texts.webhook.last,
      cell: ({ lastStatus, lastError }) => lastStatus ?? lastError ?? texts.ui.none,
    },
    {
      label: texts.webhook.replay,
      quiet: true,
      cell: (delivery) => (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => replay(delivery)}
          aria-label={`${texts.webhook.replay}: ${delivery.type} ${delivery.id}`}
        >
          {texts.webhook.replay}
        </Button>
      ),
    },
  ];
  return (
    <ListView
      query={useInfiniteQuery(options)}
      empty={
        <Text size="sm" c="dimmed">
          {texts.webhook.noDeliveries}. {texts.webhook.noDeliveriesLead}
        </Text>
      }
    >
      {(deliveries) => <DataTable items={deliveries} keyOf={({ id }) => id} columns={columns} />}
    </ListView>
  );
};
