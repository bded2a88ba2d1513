import { isoTime } from "../clock.ts";
import type { EventType } from "../event/event.ts";
import { Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import { approveAsked, lapseAsked, rejectAsked, type Step } from "./decide-asked.ts";
import type { ApplicantRole, HistoryEntry, Subscription, SubscriptionStatus } from "./subscription.ts";
import { endOfTerm, type Term } from "./term.ts";

/** What can be done to a subscription that exists. `term` is that of the plan which would apply. */
export type Command =
  | { do: "approve"; term: Term }
  | { do: "reject" | "withdraw" | "lapse" | "suspend" | "resume" | "revoke" | "cancel" | "expire" | "renew" }
  | { do: "end-renewal" }
  | { do: "change-plan"; plan: string };

export interface Deed {
  actor: string;
  reason?: string;
  sourceIp?: string;
  /** Of whoever asks for a renewal or another plan. */
  role?: ApplicantRole;
}

/** The state after a command, and the facts that it made, in order. */
export interface Decided {
  subscription: Subscription;
  events: EventType[];
}

/** How many entries the record itself keeps; all of them stay in items of their own. */
export const INLINE_HISTORY = 50;

/** The status at a moment: an end that has passed counts, whether or not the job has recorded it. */
export const statusAt = (
  subscription: Pick<Subscription, "status" | "expiresAt">,
  now: number,
): SubscriptionStatus =>
  (subscription.status === "active" || subscription.status === "suspended") &&
  subscription.expiresAt !== undefined &&
  Date.parse(subscription.expiresAt) <= now
    ? "expired"
    : subscription.status;

/**
 * The state machine of a subscription: `(state, command, now) → state | refusal`.
 * An end that has passed is recorded first, so every command acts on the truth of the moment. Each step is a revision
 * of its own: recording the end and what comes after it makes two.
 */
export const decideSubscription = (
  current: Subscription,
  command: Command,
  deed: Deed,
  now: number,
): Decided | Refusal => {
  if (command.do !== "expire" && statusAt(current, now) !== current.status) {
    const expired = transition(current, "expire", EXPIRY, { actor: "system" }, now);
    const then = decideSubscription(expired.subscription, command, deed, now);
    if (then instanceof Refusal) return then;
    return { subscription: then.subscription, events: [...expired.events, ...then.events] };
  }
  const step = stepOf(current, command, deed, now);
  return step === undefined ? impossible(current, command) : transition(current, command.do, step, deed, now);
};

/** A renewal may still be decided afterwards; a change of plan is for a subscription that runs. */
const EXPIRY: Step = { to: "expired", change: { planChange: null }, event: "subscription.expired" };

const impossible = (current: Subscription, command: Command): Refusal =>
  new Refusal("invalid-transition", `A subscription that is ${current.status} cannot ${command.do}.`, {
    state: current.status,
  });

const stepOf = (current: Subscription, command: Command, deed: Deed, now: number): Step | undefined => {
  const { status } = current;
  const running = status === "active" || status === "suspended";
  const asked = current.renewal !== undefined || current.planChange !== undefined;
  switch (command.do) {
    case "approve":
      if (status === "pending")
        return { to: "active", change: endOfTerm(command.term, now), event: "subscription.approved" };
      return approveAsked(current, command.term, now);
    case "reject":
      if (status === "pending") return { to: "rejected", event: "subscription.rejected" };
      return rejectAsked(current);
    case "withdraw":
      return status === "pending" ? { to: "withdrawn", event: "subscription.withdrawn" } : undefined;
    case "lapse":
      return status === "pending" ? { to: "lapsed", event: "subscription.lapsed" } : lapseAsked(current);
    case "suspend":
      return status === "active" ? { to: "suspended", event: "subscription.suspended" } : undefined;
    case "resume":
      return status === "suspended" ? { to: "active", event: "subscription.resumed" } : undefined;
    case "cancel":
      return running
        ? { to: "cancelled", change: NOTHING_ASKED, event: "subscription.cancelled" }
        : undefined;
    case "revoke":
      return running ? { to: "revoked", change: NOTHING_ASKED, event: "subscription.revoked" } : undefined;
    case "expire":
      return running && statusAt(current, now) === "expired" ? EXPIRY : undefined;
    case "renew":
      if (asked || current.expiresAt === undefined || (status !== "active" && status !== "expired"))
        return undefined;
      return {
        change: { renewal: askedNow(current, deed, now), application: current.application + 1 },
        event: "subscription.renewal-requested",
      };
    case "end-renewal":
      return current.renewal
        ? { change: { renewal: null }, event: "subscription.renewal-rejected" }
        : undefined;
    case "change-plan":
      if (asked || status !== "active" || command.plan === current.plan) return undefined;
      return {
        change: {
          planChange: { ...askedNow(current, deed, now), plan: command.plan },
          application: current.application + 1,
        },
        event: "subscription.plan-change-requested",
      };
  }
};

const NOTHING_ASKED = { renewal: null, planChange: null };

const askedNow = (current: Subscription, { reason }: Deed, now: number) => ({
  askedAt: isoTime(now),
  application: current.application + 1,
  ...(reason ? { reason } : {}),
});

/** The facts that ask for a decision, or end the asking. */
const ABOUT_APPLICATION: ReadonlySet<EventType> = new Set([
  "subscription.approved",
  "subscription.rejected",
  "subscription.withdrawn",
  "subscription.lapsed",
  "subscription.renewal-requested",
  "subscription.renewed",
  "subscription.renewal-rejected",
  "subscription.plan-change-requested",
  "subscription.plan-changed",
  "subscription.plan-change-rejected",
]);

const transition = (current: Subscription, action: string, step: Step, deed: Deed, now: number): Decided => {
  const at = isoTime(now);
  const to = step.to ?? current.status;
  const entry: HistoryEntry = {
    at,
    actor: deed.actor,
    action: step.action ?? action,
    from: current.status,
    to,
    ...(deed.reason ? { reason: deed.reason } : {}),
    ...(deed.sourceIp ? { sourceIp: deed.sourceIp } : {}),
    ...(deed.role ? { role: deed.role } : {}),
    ...(ABOUT_APPLICATION.has(step.event)
      ? { application: step.change?.application ?? current.application }
      : {}),
  };
  const history = [...current.history, entry].slice(-INLINE_HISTORY);
  return {
    subscription: nextRevision(current, { ...step.change, status: to, history }, at),
    events: [step.event],
  };
};
