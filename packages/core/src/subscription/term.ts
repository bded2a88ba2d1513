import { isoTime } from "../clock.ts";
import type { Plan, Service } from "../service/service.ts";
import type { Subscription } from "./subscription.ts";

const DAY = 86_400_000;

/** How long an approval lasts. Without days it has no end. */
export interface Term {
  durationDays?: number;
  /** When the service ends, where it does: no renewal runs beyond it. */
  sunsetAt?: string;
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
  termDays: Math.max(1, Math.ceil((Date.parse(expiresAt) - from) / DAY)),
});

/** When a renewal that begins at `from` is over: when its service ends at the latest. */
export const endOfRenewal = (term: Term, from: number): { expiresAt?: string; termDays?: number } => {
  const end = endOfTerm(term, from);
  const { sunsetAt } = term;
  return sunsetAt !== undefined && (end.expiresAt === undefined || end.expiresAt > sunsetAt)
    ? termUntil(from, sunsetAt)
    : end;
};

export const termOf = (plan: Plan | undefined, { deprecation }: Pick<Service, "deprecation"> = {}): Term => ({
  ...(plan?.durationDays === undefined ? {} : { durationDays: plan.durationDays }),
  ...(deprecation ? { sunsetAt: deprecation.sunsetAt } : {}),
});
