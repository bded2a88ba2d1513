import { Paper, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./empty-state.module.css";

interface EmptyStateProps {
  title: string;
  /** What to do next. */
  lead: ReactNode;
  action?: ReactNode;
}

export const EmptyState = ({ title, lead, action }: EmptyStateProps) => (
  <Paper withBorder className={classes["empty"] ?? ""}>
    <Title order={2} size="h4">
      {title}
    </Title>
    <Text c="dimmed" maw="36rem">
      {lead}
    </Text>
    {action}
  </Paper>
);
