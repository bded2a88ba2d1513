import * as z from "#schema";
import { eachRule, rulesOf } from "./one-or-rules.ts";
import { countersPlugin } from "./plugin.ts";
import { ToolList } from "./tools.ts";
import { wholeNumber } from "./whole-number.ts";

const MOST = 100_000_000;
const LONGEST_SECONDS = 86_400;

export const Unit = z.enum(["calls", "tokens"]);
export type Unit = z.infer<typeof Unit>;

/** What is held is known of tokens alone: a call is one call. */
export const holdsTokens = () =>
  z.refine<{ unit: Unit; hold?: boolean | undefined }>(({ unit, hold }) => !hold || unit === "tokens", {
    message: "only where tokens are counted",
    path: ["hold"],
  });

/** What a tool costs in tokens is not known. */
export const callsOfTools = () =>
  z.refine<{ unit: Unit; tools?: string[] | undefined }>(({ unit, tools }) => !tools || unit === "calls", {
    message: "only where calls are counted",
    path: ["tools"],
  });

/** What two rules must differ in, beside their period: two that count the same would count every call twice. */
export const countedOf = ({ unit, tools }: { unit: Unit; tools?: string[] | undefined }): string =>
  `${unit} ${JSON.stringify(tools?.toSorted() ?? "all")}`;

export const RateLimit = z
  .strictObject({
    count: wholeNumber(MOST),
    periodSeconds: wholeNumber(LONGEST_SECONDS),
    unit: z._default(Unit, "calls"),
    mode: z._default(z.enum(["leased", "strict"]), "leased"),
    hold: z.optional(z.boolean()),
    tools: z.optional(ToolList),
  })
  .check(holdsTokens(), callsOfTools());
export type RateLimit = z.infer<typeof RateLimit>;

export const RateLimitRules = rulesOf(RateLimit, (rule) => `${rule.periodSeconds} ${countedOf(rule)}`);

export const rateLimit = countersPlugin({
  name: "rate-limit",
  summary: "At most so many calls, or tokens, in any period, wherever it begins.",
  order: 30,
  schema: z.union([RateLimit, RateLimitRules]),
  rules: (config) =>
    eachRule(config).map(({ count, periodSeconds, unit, mode, hold = false, tools }) => ({
      ...{ kind: "rate" as const, count, periodSeconds, unit, mode, hold },
      ...(tools ? { tools } : {}),
    })),
});
