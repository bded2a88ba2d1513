import * as z from "zod/mini";
import { countersPlugin } from "./plugin.ts";
import { wholeNumber } from "./whole-number.ts";

const MOST = 100_000_000;
const LONGEST_SECONDS = 86_400;

export const Unit = z.enum(["calls", "tokens"]);
export type Unit = z.infer<typeof Unit>;

export const RateLimit = z.strictObject({
  count: wholeNumber(MOST),
  periodSeconds: wholeNumber(LONGEST_SECONDS),
  unit: z._default(Unit, "calls"),
  mode: z._default(z.enum(["leased", "strict"]), "leased"),
});
export type RateLimit = z.infer<typeof RateLimit>;

export const rateLimit = countersPlugin({
  name: "rate-limit",
  summary: "At most so many calls, or tokens, in any period, wherever it begins.",
  order: 30,
  schema: RateLimit,
  rule: ({ count, periodSeconds, unit, mode }) => ({ kind: "rate", count, periodSeconds, unit, mode }),
});
