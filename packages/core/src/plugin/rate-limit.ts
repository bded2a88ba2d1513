import * as z from "zod/mini";
import { eachRule, rulesOf } from "./one-or-rules.ts";
import { countersPlugin } from "./plugin.ts";
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

export const RateLimit = z
  .strictObject({
    count: wholeNumber(MOST),
    periodSeconds: wholeNumber(LONGEST_SECONDS),
    unit: z._default(Unit, "calls"),
    mode: z._default(z.enum(["leased", "strict"]), "leased"),
    hold: z.optional(z.boolean()),
  })
  .check(holdsTokens());
export type RateLimit = z.infer<typeof RateLimit>;

export const RateLimitRules = rulesOf(RateLimit, ({ periodSeconds, unit }) => `${periodSeconds} ${unit}`);

export const rateLimit = countersPlugin({
  name: "rate-limit",
  summary: "At most so many calls, or tokens, in any period, wherever it begins.",
  order: 30,
  schema: z.union([RateLimit, RateLimitRules]),
  rules: (config) =>
    eachRule(config).map(({ count, periodSeconds, unit, mode, hold = false }) => ({
      ...{ kind: "rate" as const, count, periodSeconds, unit, mode, hold },
    })),
});
