import * as z from "#schema";
import { eachRule, rulesOf } from "./one-or-rules.ts";
import { countersPlugin } from "./plugin.ts";
import { callsOfTools, countedOf, holdsTokens, Unit } from "./rate-limit.ts";
import { ToolList } from "./tools.ts";
import { wholeNumber } from "./whole-number.ts";

const MOST = 999_999_999;

export const Period = z.enum(["day", "week", "month"]);

export const Quota = z
  .strictObject({
    count: wholeNumber(MOST),
    period: Period,
    unit: z._default(Unit, "calls"),
    hold: z.optional(z.boolean()),
    tools: z.optional(ToolList),
  })
  .check(holdsTokens(), callsOfTools());
export type Quota = z.infer<typeof Quota>;

export const QuotaRules = rulesOf(Quota, (rule) => `${rule.period} ${countedOf(rule)}`);

export const quota = countersPlugin({
  name: "quota",
  summary: "At most so many calls, or tokens, in each day, week or month of the team's time zone.",
  order: 40,
  schema: z.union([Quota, QuotaRules]),
  rules: (config) =>
    eachRule(config).map(({ count, period, unit, hold = false, tools }) => ({
      ...{ kind: "quota" as const, count, period, unit, hold },
      ...(tools ? { tools } : {}),
    })),
});
