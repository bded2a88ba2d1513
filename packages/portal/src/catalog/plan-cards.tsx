import { List, Paper, Text, Title } from "@mantine/core";
import type { Plan } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import classes from "./catalog.module.css";
import { limitLines } from "./limit-lines.ts";

export const PlanCards = ({ plans }: { plans: readonly Plan[] }) =>
  plans.length === 0 ? (
    <EmptyState title={texts.catalog.noPlans} lead={texts.catalog.noPlansLead} />
  ) : (
    <ul className={classes["cards"]}>
      {plans.map((plan) => (
        <li key={plan.name}>
          <Paper withBorder p="lg" h="100%">
            <Title order={2} size="h4">
              {plan.title ?? plan.name}
            </Title>
            <Text size="sm" c="dimmed" mb="xs">
              {plan.durationDays === undefined
                ? texts.catalog.forever
                : texts.catalog.days(plan.durationDays)}
            </Text>
            <List size="sm">
              {limitLines(plan.limits).map((line) => (
                <List.Item key={line}>{line}</List.Item>
              ))}
            </List>
          </Paper>
        </li>
      ))}
    </ul>
  );
