import { type Fields, numberOf } from "../source/fields.ts";
import type { ImportedPlugins, Note } from "../source/imported.ts";
import { ipRestriction } from "../source/ip-restriction.ts";
import { limitPlugins, perSecond, type Rate } from "../source/limits.ts";

interface Told {
  readonly skipped: Note[];
  readonly lost: Note[];
}

/** The plugins of a consumer of APISIX's. */
export const consumerPlugins = (
  what: string,
  plugins: readonly (readonly [string, Fields])[],
  { skipped, lost }: Told,
): ImportedPlugins => {
  const rates: Rate[] = [];
  let found: ImportedPlugins = {};
  for (const [name, config] of plugins) {
    const of = `${what}: plugin ${name}`;
    if (name === "limit-count") {
      const count = numberOf(config["count"]);
      const seconds = numberOf(config["time_window"]);
      if (count !== undefined && seconds !== undefined) rates.push({ count, seconds });
    } else if (name === "limit-req") {
      const rate = numberOf(config["rate"]);
      if (rate !== undefined && rate > 0) rates.push(perSecond(rate));
      if (numberOf(config["burst"]))
        lost.push({ what: `${of}: burst ${config["burst"]}`, why: "rates have no burst" });
    } else if (name === "ip-restriction") {
      found = { ...found, ...ipRestriction(config["whitelist"], config["blacklist"]) };
    } else skipped.push({ what: of, why: "there is no such plugin" });
  }
  return { ...found, ...limitPlugins(what, rates, [], lost) };
};
