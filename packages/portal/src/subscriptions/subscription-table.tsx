import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Subscription } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import { TextLink } from "../ui/links.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { Ends } from "./ends.tsx";
import { PLAN_COLUMN } from "./subscription-columns.tsx";
import { askedOf } from "./waiting.ts";

interface SubscriptionTableProps {
  subscriptions: readonly Subscription[];
  /** What each row is named by: the other side. */
  of: "service" | "consumer";
  actions?: (subscription: Subscription) => ReactNode;
}

export const SubscriptionTable = ({ subscriptions, of, actions }: SubscriptionTableProps) => (
  <DataTable
    live
    items={subscriptions}
    keyOf={({ id }) => id}
    columns={[
      {
        label: of === "service" ? texts.subscription.service : texts.subscription.consumer,
        cell: (each) => (
          <>
            <TextLink to="/subscriptions/$subscription" params={{ subscription: each.id }}>
              {of === "service" ? each.service : each.consumerName}
            </TextLink>
            <Text size="xs" c="dimmed">
              {of === "service" ? "" : texts.subscription.from(each.consumerTeam)}
            </Text>
          </>
        ),
      },
      PLAN_COLUMN,
      {
        label: texts.ui.status,
        cell: (each) => (
          <>
            <StatusBadge status={each.status} label={texts.subscription.status[each.status]} />
            <WaitingFor subscription={each} />
          </>
        ),
      },
      {
        label: texts.subscription.expires,
        cell: (each) => <Ends status={each.status} expiresAt={each.expiresAt} />,
      },
      ...(actions ? [{ label: texts.ui.actions, quiet: true, cell: actions }] : []),
    ]}
  />
);

const WaitingFor = ({ subscription }: { subscription: Subscription }) => {
  const asked = askedOf(subscription);
  return asked === undefined || asked === "application" ? null : (
    <Text size="xs" c="dimmed">
      {texts.subscription.asksFor[asked]}
    </Text>
  );
};
