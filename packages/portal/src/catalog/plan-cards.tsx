import { Paper, Text, Title } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
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
          <Paper withBorder className={classes["plan"] ?? ""}>
            <Title order={2} size="h3" dir="auto">
              {plan.title ?? plan.name}
            </Title>
            <Text c="dimmed">
              {plan.durationDays === undefined
                ? texts.catalog.forever
                : texts.catalog.days(plan.durationDays)}
            </Text>
            <ul>
              {limitLines(plan.limits).map((line) => (
                <li key={line}>
                  <IconCheck size={16} aria-hidden />
                  {line}
                </li>
              ))}
            </ul>
          </Paper>
        </li>
      ))}
    </ul>
  );
