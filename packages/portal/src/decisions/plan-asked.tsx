import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Plan, Subscription } from "../api/resources.ts";
import { catalogServiceQuery } from "../catalog/catalog-queries.ts";
import { limitLines } from "../catalog/limit-lines.ts";
import { texts } from "../texts/texts.ts";

const STALE_MS = 60_000;

/** The plan that is asked for, with what it allows. Each service is asked once, not with every look at what waits. */
export const PlanAsked = ({ subscription }: { subscription: Subscription }) => {
  const { service, plan, planChange } = subscription;
  const query = useQuery({ ...catalogServiceQuery(service), staleTime: STALE_MS, retry: false });
  const asked = planChange?.plan ?? plan;
  if (asked === undefined) return null;
  const offered: Plan | undefined = query.data?.plans.find(({ name }) => name === asked);
  const limits = offered ? `: ${limitLines(offered.limits).join(", ")}` : "";
  const from = planChange ? `${plan ?? texts.ui.none} → ` : "";
  return (
    <Text size="sm">
      {texts.subscription.plan}: {from}
      {offered?.title ?? asked}
      {limits}
    </Text>
  );
};
