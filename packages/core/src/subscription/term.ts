import { isoTime } from "../clock.ts";
import type { Plan } from "../service/service.ts";
import type { Subscription } from "./subscription.ts";

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

/** The longest term that a plan may have. */
export const MAX_TERM_DAYS = 3660;

/** When a term begins that is approved now: of a renewal at the former end, or now where that has passed. */
export const termStart = (
  { renewal, expiresAt }: Pick<Subscription, "renewal" | "expiresAt">,
  now: number,
): number => (renewal && expiresAt !== undefined ? Math.max(now, Date.parse(expiresAt)) : now);

/** A term with an end of its own: a day that has begun counts. */
export const termUntil = (from: number, expiresAt: string): { expiresAt: string; termDays: number } => ({
  expiresAt,
  termDays: Math.ceil((Date.parse(expiresAt) - from) / DAY),
});

export const termOf = (plan: Plan | undefined): Term =>
  plan?.durationDays === undefined ? {} : { durationDays: plan.durationDays };
