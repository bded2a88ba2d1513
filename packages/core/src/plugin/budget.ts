import * as z from "#schema";
import { nanosOf } from "../metering/price.ts";
import { countersPlugin } from "./plugin.ts";
import { Period } from "./quota.ts";

const MOST_USD = 1_000_000;
const DECIMALS = 1_000_000;

/** An amount of US dollars of six decimals at most. */
export const Usd = z.number().check(
  z.gt(0, "above 0"),
  z.maximum(MOST_USD, "at most 1,000,000"),
  z.refine((usd) => Math.abs(Math.round(usd * DECIMALS) - usd * DECIMALS) < 1e-4, "six decimals at most"),
);

export const Budget = z.strictObject({ usd: Usd, period: Period });
export type Budget = z.infer<typeof Budget>;

/** What a call may cost is held before it is forwarded, so that no number of calls at once spends more. */
export const budget = countersPlugin({
  name: "budget",
  summary:
    "At most so many US dollars for calls of models in each day, week or month of the team's time zone.",
  order: 50,
  schema: Budget,
  rules: ({ usd, period }) => [{ kind: "quota", count: nanosOf(usd), period, unit: "usd", hold: true }],
});
