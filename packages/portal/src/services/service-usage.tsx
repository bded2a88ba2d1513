import { useInfiniteQuery } from "@tanstack/react-query";
import type { Service } from "../api/resources.ts";
import { serviceSubscriptionsQuery } from "../subscriptions/subscription-queries.ts";
import UsageView from "../usage/usage-view.tsx";

/** Who calls the service; consumers of other teams are known by their subscriptions only. */
const ServiceUsage = ({ service }: { service: Service }) => {
  const subscriptions = useInfiniteQuery(serviceSubscriptionsQuery(service.slug)).data ?? [];
  const names = new Map(subscriptions.map(({ consumerId, consumerName }) => [consumerId, consumerName]));
  return (
    <UsageView scope={{ service: service.slug }} groupBy="consumer" nameOf={(id) => names.get(id) ?? id} />
  );
};

export default ServiceUsage;
