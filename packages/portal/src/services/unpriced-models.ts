import type { CostTotal } from "../usage/cost-totals.ts";
import type { ModelEntry } from "./model-draft.ts";

const PRICES = ["inputUsd", "outputUsd", "cachedInputUsd", "cacheWriteUsd", "callUsd"] as const;

const fits = (match: string, model: string): boolean =>
  match.endsWith("*") ? model.startsWith(match.slice(0, -1)) : match === model;

/** As the gateway reads the list: the first entry that fits a model counts, and `*` alone fits a call that names none. */
const isPriced = (models: readonly ModelEntry[], model: string): boolean => {
  const entry = models.find(({ match }) => (model === "none" ? match === "*" : fits(match, model)));
  return entry !== undefined && PRICES.some((price) => entry[price] !== undefined);
};

/** Models that were called and have no price, of usage by model. A call that names no model counts where it used tokens. */
export const unpricedModels = (models: readonly ModelEntry[], used: readonly CostTotal[]): string[] =>
  used
    .filter(({ id, admitted, tokensIn, tokensOut }) =>
      id === "none" ? tokensIn + tokensOut > 0 : admitted > 0,
    )
    .map(({ id }) => id)
    .filter((model) => !isPriced(models, model))
    .toSorted();
