import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Delivery, Webhook } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Moment } from "../ui/moment.tsx";
import { ReplayButton } from "../ui/replay-button.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { deliveriesQuery, replayDelivery } from "./webhook-queries.ts";

const TONE = { waiting: "pending", delivered: "active", dead: "rejected" } as const;

export const DeliveryLog = ({ webhook }: { webhook: Webhook }) => {
  const options = deliveriesQuery(webhook.team, webhook.id);
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
      label: texts.webhook.payload,
      cell: ({ payload }) => (
        <details>
          <summary>{texts.webhook.showPayload}</summary>
          <CodeBlock label={texts.webhook.payload} code={JSON.stringify(payload, null, 2)} />
        </details>
      ),
    },
    {
      label: texts.webhook.replay,
      quiet: true,
      cell: (delivery) => (
        <ReplayButton
          label={texts.webhook.replay}
          of={`${delivery.type} ${delivery.id}`}
          send={() => replayDelivery(delivery)}
          done={texts.webhook.replayed}
          queryKey={options.queryKey}
        />
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
