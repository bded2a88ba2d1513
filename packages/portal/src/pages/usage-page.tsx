import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { consumersQuery } from "../consumers/consumer-queries.ts";
import { servicesQuery } from "../services/service-queries.ts";
import { texts } from "../texts/texts.ts";
import { Page } from "../ui/page.tsx";
import { useAddressChoice } from "../ui/use-address-choice.ts";
import { callerNamesQuery } from "../usage/caller-names.ts";
import { GroupChoice } from "../usage/group-choice.tsx";
import { USAGE_GROUPS } from "../usage/usage-series.ts";
import UsageView from "../usage/usage-view.tsx";

export const UsagePage = () => {
  const [groupBy, setGroupBy] = useAddressChoice("by", USAGE_GROUPS, "consumer");
  const consumers = useInfiniteQuery(consumersQuery()).data ?? [];
  const services = useInfiniteQuery(servicesQuery()).data ?? [];
  const called = groupBy === "consumer" ? services.map(({ slug }) => slug) : [];
  const callers = useQuery(callerNamesQuery(called)).data;
  const names = new Map([
    ...(callers ?? []),
    ...consumers.map(({ id, name, team }) => [id, texts.usage.caller(name, team)] as const),
    ...services.map(({ slug, name }) => [slug, name] as const),
  ]);
  return (
    <Page title={texts.usage.title} lead={texts.usage.lead}>
      <UsageView
        scope={{}}
        groupBy={groupBy}
        nameOf={(id) => names.get(id) ?? id}
        choices={<GroupChoice groups={USAGE_GROUPS} value={groupBy} onChange={setGroupBy} />}
      />
    </Page>
  );
};
