import { useQuery } from "@tanstack/react-query";
import { useHasPath } from "../api/features.ts";
import type { Service } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Notice } from "../ui/notice.tsx";
import { costsBy } from "../usage/cost-totals.ts";
import { usageQuery } from "../usage/usage-queries.ts";
import { unpricedModels } from "./unpriced-models.ts";

/** The names of models that were called in the last seven days and that the service's price list lacks. */
const useUnpriced = ({ slug, models = [] }: Service): string[] => {
  const hasUsage = useHasPath("/v1/usage");
  const used = useQuery({
    ...usageQuery({ service: slug }, { name: "week" }, "model"),
    enabled: hasUsage,
  }).data;
  return unpricedModels(models, costsBy(used?.items ?? [], "model"));
};

/** What calls cost although the price list does not say so. */
export const UnpricedNote = ({ service }: { service: Service }) => {
  const lacking = useUnpriced(service);
  if (lacking.length === 0) return null;
  const names = lacking.map((name) => (name === "none" ? texts.usage.costs.none : name)).join(", ");
  return (
    <Notice tone="wait" title={texts.usage.costs.lacking(lacking.length)}>
      {texts.usage.costs.lackingLead(names)}
    </Notice>
  );
};
