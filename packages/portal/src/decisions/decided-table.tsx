import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Subscription } from "../api/resources.ts";
import { useMe } from "../session/me-query.ts";
import { actionName } from "../subscriptions/action-name.ts";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Moment } from "../ui/moment.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { decidedQuery } from "./decision-queries.ts";
import { lastDecision } from "./last-decision.ts";

export const DecidedTable = () => (
  <ListView
    query={useQuery(decidedQuery(useMe()))}
    empty={<EmptyState title={texts.subscription.noneDecided} lead={texts.subscription.noneWaitingLead} />}
  >
    {(decided) => <DataTable items={decided} keyOf={({ id }) => id} columns={COLUMNS} />}
  </ListView>
);

/** Who decided what, and when. */
const Decision = ({ of }: { of: Subscription }) => {
  const decision = lastDecision(of);
  if (!decision) return null;
  const { action, actor, at } = decision;
  return (
    <>
      {actionName(action)} <Moment at={at} />
      <Text size="xs" c="dimmed">
        {texts.subscription.by(actor)}
      </Text>
    </>
  );
};

const COLUMNS: Column<Subscription>[] = [
  {
    label: texts.subscription.consumer,
    cell: ({ id, consumerName, consumerTeam }) => (
      <>
        <TextLink to="/subscriptions/$subscription" params={{ subscription: id }}>
          {consumerName}
        </TextLink>
        <Text size="xs" c="dimmed">
          {texts.subscription.from(consumerTeam)}
        </Text>
      </>
    ),
  },
  { label: texts.subscription.service, cell: ({ service }) => service },
  { label: texts.subscription.plan, cell: ({ plan }) => plan ?? texts.ui.none },
  {
    label: texts.ui.status,
    cell: ({ status }) => <StatusBadge status={status} label={texts.subscription.status[status]} />,
  },
  { label: texts.subscription.decided, cell: (each) => <Decision of={each} /> },
];
