import { Text } from "@mantine/core";
import type { Subscription } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import type { Column } from "../ui/data-table.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";

/** Whose a consumer is, below its name. */
export const OfTeam = ({ team }: { team: string }) => (
  <Text size="xs" c="dimmed">
    {texts.subscription.from(team)}
  </Text>
);

export const PLAN_COLUMN: Column<Subscription> = {
  label: texts.subscription.plan,
  cell: ({ plan }) => plan ?? texts.ui.none,
};

export const STATUS_COLUMN: Column<Subscription> = {
  label: texts.ui.status,
  cell: ({ status }) => <StatusBadge status={status} label={texts.subscription.status[status]} />,
};
