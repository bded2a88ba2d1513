import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Subscription } from "../api/resources.ts";
import { useMe } from "../session/me-query.ts";
import { actionName } from "../subscriptions/action-name.ts";
import { OfTeam, PLAN_COLUMN, STATUS_COLUMN } from "../subscriptions/subscription-columns.tsx";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Moment } from "../ui/moment.tsx";
import { decidedQuery } from "./decision-queries.ts";

export const DecidedTable = () => (
  <ListView
    query={useInfiniteQuery(decidedQuery(useMe()))}
    empty={<EmptyState title={texts.subscription.noneDecided} lead={texts.subscription.noneWaitingLead} />}
  >
    {(decided) => (
      <DataTable items={decided} keyOf={({ id, decision }) => `${id} ${decision?.at}`} columns={COLUMNS} />
    )}
  </ListView>
);

/** Who decided what, and when. */
const Decision = ({ of }: { of: Subscription }) => {
  const { decision } = of;
  if (!decision) return null;
  const { action, actor, at, reason } = decision;
  return (
    <>
      {actionName(action)} <Moment at={at} />
      <Text size="xs" c="dimmed">
        {texts.subscription.by(actor)}
      </Text>
      {reason ? <Text size="xs">{reason}</Text> : null}
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
        <OfTeam team={consumerTeam} />
      </>
    ),
  },
  { label: texts.subscription.service, cell: ({ service }) => service },
  PLAN_COLUMN,
  STATUS_COLUMN,
  { label: texts.subscription.decided, cell: (each) => <Decision of={each} /> },
];
