import { isoTime } from "../clock.ts";
import type { Plan } from "../service/service.ts";

const DAY = 86_400_000;

/** How long an approval lasts. Without days it has no end. */
export interface Term {
  durationDays?: number;
}

/** When a term that begins at `from` (milliseconds) is over. */
export const endOfTerm = (term: Term, from: number): { expiresAt?: string; termDays?: number } =>
  term.durationDays === undefined
    ? {}
    : { expiresAt: isoTime(from + term.durationDays * DAY), termDays: term.durationDays };

export const termOf = (plan: Plan | undefined): Term =>
  plan?.durationDays === undefined ? {} : { durationDays: plan.durationDays };
