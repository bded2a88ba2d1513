import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Delivery, Webhook } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import type { Column } from "../ui/data-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { NothingYet } from "../ui/nothing-yet.tsx";
import { ReplayButton } from "../ui/replay-button.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { TableList } from "../ui/table-list.tsx";
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
    <TableList
      query={useInfiniteQuery(options)}
      empty={<NothingYet title={texts.webhook.noDeliveries} lead={texts.webhook.noDeliveriesLead} />}
      keyOf={({ id }) => id}
      columns={columns}
    />
  );
};
