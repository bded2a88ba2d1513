import { useQuery } from "@tanstack/react-query";
import type { Subscription } from "../api/resources.ts";
import { catalogServiceQuery } from "../catalog/catalog-queries.ts";
import { consumerQuery } from "../consumers/consumer-queries.ts";
import { texts } from "../texts/texts.ts";
import { QueryView } from "../ui/query-view.tsx";
import { Section } from "../ui/section.tsx";
import { LimitMeter } from "./limit-meter.tsx";
import { limitsQuery } from "./limit-queries.ts";
import classes from "./limits.module.css";

interface SubscriptionLimitsProps {
  subscription: Subscription;
  /** Whether the person may read its consumer. */
  isMine: boolean;
}

/** What is left of the plan of a subscription, and of what its consumer may do altogether. */
export const SubscriptionLimits = ({ subscription, isMine }: SubscriptionLimitsProps) => {
  const query = useQuery(limitsQuery(subscription.consumerId));
  // Says what the plan counts by. A service that is private or retired says nothing: the words do without.
  const service = useQuery({ ...catalogServiceQuery(subscription.service), retry: false }).data;
  const plan = service?.plans.find(({ name }) => name === subscription.plan)?.limits;
  const own = useQuery({ ...consumerQuery(subscription.consumerId), enabled: isMine }).data?.plugins;
  return (
    <Section title={texts.limit.now.title} lead={texts.limit.now.lead}>
      <QueryView query={query}>
        {(limits) => {
          const shown = limits.filter(
            (each) => each.of === "consumer" || each.subscription === subscription.id,
          );
          if (shown.length === 0) return texts.limit.now.none;
          return (
            <ul className={classes["limits"]}>
              {shown.map((limit) => (
                <LimitMeter
                  key={`${limit.of} ${limit.limit} ${limit.unit} ${limit.most}`}
                  limit={limit}
                  settings={limit.of === "subscription" ? plan : own}
                  of={limit.of === "subscription" ? texts.limit.now.ofPlan : texts.limit.now.ofConsumer}
                />
              ))}
            </ul>
          );
        }}
      </QueryView>
    </Section>
  );
};
