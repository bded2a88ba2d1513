import { useQuery } from "@tanstack/react-query";
import type { Service } from "../api/resources.ts";
import { ServiceRefusals } from "../refusals/service-refusals.tsx";
import { callerNamesQuery } from "../usage/caller-names.ts";
import UsageView from "../usage/usage-view.tsx";

/** Who calls the service. */
const ServiceUsage = ({ service }: { service: Service }) => {
  const names = useQuery(callerNamesQuery([service.slug])).data;
  return (
    <>
      <UsageView scope={{ service: service.slug }} groupBy="consumer" nameOf={(id) => names?.get(id) ?? id} />
      <ServiceRefusals service={service} />
    </>
  );
};

export default ServiceUsage;
