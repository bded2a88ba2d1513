import type { ImportedPlugins, Note } from "./imported.ts";

/** At most `count` in `seconds`. */
export interface Rate {
  readonly count: number;
  readonly seconds: number;
  readonly unit?: "calls" | "tokens";
}

export interface Quota {
  readonly count: number;
  readonly period: "day" | "week" | "month";
}

const MOST_CALLS = 100_000_000;
const MOST_OF_QUOTA = 999_999_999;
const DAY = 86_400;
const MOST_RULES = 4;

/** The limits of a consumer: windows of a day at most are rates, weeks and months quotas. What is neither is told. */
export const limitPlugins = (
  what: string,
  rates: readonly Rate[],
  quotas: readonly Quota[],
  lost: Note[],
): ImportedPlugins => {
  const isLonger = ({ seconds }: Rate) => seconds > DAY;
  const long = rates.filter(isLonger).flatMap(({ count, seconds, unit }) => {
    const period =
      seconds === 7 * DAY ? "week" : seconds >= 28 * DAY && seconds <= 31 * DAY ? "month" : undefined;
    if (period !== undefined && unit !== "tokens") return [{ count, period } as const];
    lost.push({
      what: `${what}: ${count} in ${seconds} s`,
      why: "no such period: set a quota by day, week or month",
    });
    return [];
  });
  const short = rates.filter((rate) => !isLonger(rate) && rate.seconds >= 1);
  return {
    ...oneOrRules(
      "rate-limit",
      smallest(short, ({ seconds, unit }) => `${seconds} ${unit ?? "calls"}`).map(
        ({ count, seconds, unit }) => ({
          count: bounded(count, MOST_CALLS),
          periodSeconds: seconds,
          ...(unit === undefined ? {} : { unit }),
        }),
      ),
    ),
    ...oneOrRules(
      "quota",
      smallest([...quotas, ...long], ({ period }) => period).map(({ count, period }) => ({
        count: bounded(count, MOST_OF_QUOTA),
        period,
      })),
    ),
  };
};

/** Of those that count alike, the one that allows least. */
const smallest = <T extends { count: number }>(all: readonly T[], keyOf: (each: T) => string): T[] =>
  [
    ...Map.groupBy(
      all.filter(({ count }) => count > 0),
      keyOf,
    ).values(),
  ].map((same) => same.reduce((least, each) => (each.count < least.count ? each : least)));

const bounded = (count: number, most: number): number => Math.min(Math.max(Math.floor(count), 1), most);

const oneOrRules = (plugin: string, rules: readonly Readonly<Record<string, unknown>>[]): ImportedPlugins => {
  const [only] = rules;
  if (only === undefined) return {};
  return { [plugin]: rules.length === 1 ? only : { rules: rules.slice(0, MOST_RULES) } };
};

/** A rate of calls a second that need not be whole: 0.5 is one call in two seconds. */
export const perSecond = (rate: number): Rate => {
  if (Number.isInteger(rate)) return { count: rate, seconds: 1 };
  if (rate >= 1) return { count: Math.floor(rate * 10), seconds: 10 };
  return { count: 1, seconds: Math.min(Math.ceil(1 / rate), DAY) };
};
