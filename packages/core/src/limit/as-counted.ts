import type { RateRule } from "../plugin/limit-rule.ts";
import { mayLease } from "./lease-size.ts";

/** A limit that is never leased needs no room in its window for leases. */
export const asCounted = (rule: RateRule): RateRule =>
  mayLease({ count: rule.count, instances: 1 }) ? rule : { ...rule, mode: "strict" };
