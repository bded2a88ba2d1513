import { type Fields, fieldsOf, numberOf, textOf, textsOf } from "../source/fields.ts";
import type { ImportedPlugins, Note } from "../source/imported.ts";
import { ipRestriction } from "../source/ip-restriction.ts";
import { limitPlugins, type Quota, type Rate } from "../source/limits.ts";

/** Where what is not imported, and what is imported otherwise, is told. */
export interface Told {
  readonly skipped: Note[];
  readonly lost: Note[];
}

const WINDOWS = { second: 1, minute: 60, hour: 3600 } as const;
const SIZES: Readonly<Record<string, number>> = { megabytes: 1 << 20, kilobytes: 1 << 10, bytes: 1 };
const MOST_BYTES = 10 << 20;

/** The plugins of a consumer of Kong's. */
export const consumerPlugins = (what: string, plugins: readonly Fields[], told: Told): ImportedPlugins => {
  const rates: Rate[] = [];
  const quotas: Quota[] = [];
  let found: ImportedPlugins = {};
  for (const plugin of plugins) {
    const name = textOf(plugin["name"]) ?? "";
    const of = `${what}: plugin ${name}`;
    const config = fieldsOf(plugin["config"]);
    if (plugin["enabled"] === false) told.skipped.push({ what: of, why: "it is disabled" });
    else if (name === "rate-limiting") {
      readRates(of, config, rates, quotas, told);
    } else if (name === "rate-limiting-advanced") {
      rates.push(...advancedRates(config));
    } else if (name === "request-size-limiting") {
      found = { ...found, "request-size": { maxBytes: bytesOf(config) } };
    } else if (name === "ip-restriction") {
      found = {
        ...found,
        ...ipRestriction(config["allow"] ?? config["whitelist"], config["deny"] ?? config["blacklist"]),
      };
    } else told.skipped.push({ what: of, why: "there is no such plugin" });
  }
  return { ...found, ...limitPlugins(what, rates, quotas, told.lost) };
};

const readRates = (
  of: string,
  config: Fields,
  rates: Rate[],
  quotas: Quota[],
  { skipped, lost }: Told,
): void => {
  for (const [window, seconds] of Object.entries(WINDOWS)) {
    const count = numberOf(config[window]);
    if (count !== undefined) rates.push({ count, seconds });
  }
  for (const period of ["day", "month"] as const) {
    const count = numberOf(config[period]);
    if (count !== undefined) quotas.push({ count, period });
  }
  if (numberOf(config["year"]) !== undefined)
    skipped.push({ what: `${of}: year`, why: "quotas are by day, week or month" });
  const by = textOf(config["limit_by"]);
  if (by !== undefined && by !== "consumer" && by !== "credential")
    lost.push({ what: `${of}: limit_by ${by}`, why: "limits are a consumer's" });
};

/** Counts and windows in seconds, in two lists. */
const advancedRates = ({ limit, window_size }: Fields): Rate[] => {
  const windows = [window_size].flat();
  return [limit].flat().flatMap((each, at) => {
    const count = numberOf(each);
    const seconds = numberOf(windows[at]);
    return count === undefined || seconds === undefined ? [] : [{ count, seconds }];
  });
};

/** Kong's default is 128 MB. */
const bytesOf = (config: Fields): number => {
  const size = numberOf(config["allowed_payload_size"]) ?? 128;
  const unit = SIZES[textsOf(config["size_unit"])[0] ?? "megabytes"] ?? 1 << 20;
  return Math.min(Math.max(Math.floor(size * unit), 1), MOST_BYTES);
};
