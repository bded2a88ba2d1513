import * as z from "zod/mini";
import { countersPlugin } from "./plugin.ts";
import { Unit } from "./rate-limit.ts";
import { wholeNumber } from "./whole-number.ts";

const MOST = 999_999_999;

export const Quota = z.strictObject({
  count: wholeNumber(MOST),
  period: z.enum(["day", "month"]),
  unit: z._default(Unit, "calls"),
});
export type Quota = z.infer<typeof Quota>;

export const quota = countersPlugin({
  name: "quota",
  summary: "At most so many calls, or tokens, in each day or month of the team's time zone.",
  order: 40,
  schema: Quota,
  rule: ({ count, period, unit }) => ({ kind: "quota", count, period, unit }),
});
