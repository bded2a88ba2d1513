import { Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Subscription } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { TextLink } from "../ui/links.tsx";
import { Moment } from "../ui/moment.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { askedOf } from "./waiting.ts";

interface SubscriptionTableProps {
  subscriptions: readonly Subscription[];
  /** What each row is named by: the other side. */
  of: "service" | "consumer";
  actions?: (subscription: Subscription) => ReactNode;
}

export const SubscriptionTable = ({ subscriptions, of, actions }: SubscriptionTableProps) => (
  <Table.ScrollContainer minWidth={560}>
    <Table verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{of === "service" ? texts.subscription.service : texts.subscription.consumer}</Table.Th>
          <Table.Th>{texts.subscription.plan}</Table.Th>
          <Table.Th>{texts.service.statusFilter}</Table.Th>
          <Table.Th>{texts.subscription.expires}</Table.Th>
          {actions ? (
            <Table.Th>
              <span className="visually-hidden">{texts.ui.edit}</span>
            </Table.Th>
          ) : null}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody aria-live="polite">
        {subscriptions.map((each) => (
          <Table.Tr key={each.id}>
            <Table.Td>
              <TextLink to="/subscriptions/$subscription" params={{ subscription: each.id }}>
                {of === "service" ? each.service : each.consumerName}
              </TextLink>
              {of === "consumer" ? (
                <Text size="xs" c="dimmed">
                  {texts.subscription.from(each.consumerTeam)}
                </Text>
              ) : null}
            </Table.Td>
            <Table.Td>{each.plan ?? texts.ui.none}</Table.Td>
            <Table.Td>
              <StatusBadge status={each.status} label={texts.subscription.status[each.status]} />
              <Asked subscription={each} />
            </Table.Td>
            <Table.Td>{each.expiresAt ? <Moment at={each.expiresAt} /> : texts.subscription.noEnd}</Table.Td>
            {actions ? <Table.Td>{actions(each)}</Table.Td> : null}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

const Asked = ({ subscription }: { subscription: Subscription }) => {
  const asked = askedOf(subscription);
  return asked === undefined || asked === "application" ? null : (
    <Text size="xs" c="dimmed">
      {texts.subscription.asksFor[asked]}
    </Text>
  );
};
