import type { LimitRule } from "../plugin/limit-rule.ts";
import type { CountedCall } from "./applied-limits.ts";
import type { Standing } from "./counter.ts";

/** The state of a limit when a call was decided. */
export interface AppliedLimit extends Standing {
  policy: string;
  rule: LimitRule;
  windowSeconds: number;
  partition?: string;
}

/** What has become of a call that was admitted. */
export type CallOutcome =
  /** It has used nothing. */
  | { kind: "free" }
  | { kind: "told"; tokens: number; nanos: number }
  /** It is not known what it has used: what was held is used, and `tokens`, a guess, where nothing was held. */
  | { kind: "untold"; tokens: number };

export interface Admitted {
  outcome: "admitted";
  limits: AppliedLimit[];
  /**
   * Counts what the call has used, once; nothing to do where no limit counts it.
   * @throws Unavailable: then what was held stays counted.
   */
  settle(outcome: CallOutcome): Promise<void>;
}

export interface RefusedByLimit {
  outcome: "refused";
  code: "rate-limited" | "quota-exceeded" | "budget-exceeded" | "model-unpriced";
  /** Until all limits that refuse let such a call in; absent where one never does. */
  retryAfterSeconds?: number;
  limits: AppliedLimit[];
  /** The policies that refuse, in the order of being asked. */
  violated: string[];
}

export type Admission = Admitted | RefusedByLimit;

export interface CallLimits {
  /**
   * Counts a call under all limits that apply to it, or under none when one of them refuses it. Without a limit, and
   * while this instance holds a lease of each, nothing is asked.
   * @throws Unavailable when the counters cannot be reached.
   */
  admit(call: CountedCall): Promise<Admission>;
}

const nothing = async (): Promise<void> => undefined;

/** A call that no limit counts. */
export const UNLIMITED: Admitted = { outcome: "admitted", limits: [], settle: nothing };
