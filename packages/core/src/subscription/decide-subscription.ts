import { SYSTEM } from "../access/actor.ts";
import { isoTime } from "../clock.ts";
import type { EventType } from "../event/event.ts";
import { Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import { isAboutApplication } from "./application-events.ts";
import { type Approving, approve } from "./approve.ts";
import { cancel } from "./cancel.ts";
import { changePlan } from "./change-plan.ts";
import { EXPIRY, expire } from "./expire.ts";
import type { HistoryAction } from "./history-action.ts";
import { lapse } from "./lapse.ts";
import { reject } from "./reject.ts";
import { endRenewal, renew } from "./renew.ts";
import { resume } from "./resume.ts";
import { revoke } from "./revoke.ts";
import { statusAt } from "./status-at.ts";
import type { ActionContext, Step, StepOf } from "./step.ts";
import type { HistoryEntry, Subscription } from "./subscription.ts";
import { suspend } from "./suspend.ts";
import { transfer } from "./transfer.ts";
import { withdraw } from "./withdraw.ts";

/** What can be done to a subscription that exists. `term` is that of the plan which would apply. */
export type Command =
  | ({ do: "approve" } & Approving)
  | { do: "reject" | "withdraw" | "lapse" | "suspend" | "resume" | "revoke" | "cancel" | "expire" | "renew" }
  | { do: "end-renewal" }
  | { do: "transfer"; team: string }
  | { do: "change-plan"; plan: string };

/** The state after a command, and the facts that it made, in order. */
export interface Decided {
  subscription: Subscription;
  events: EventType[];
}

/** How many entries the record itself keeps; all of them stay in items of their own. */
export const INLINE_HISTORY = 50;

/**
 * The state machine of a subscription: `(state, command, now) → state | refusal`.
 * An end that has passed is recorded first, so every command acts on the truth of the moment. Each step is a revision
 * of its own: recording the end and what comes after it makes two.
 */
export const decideSubscription = (
  current: Subscription,
  command: Command,
  context: ActionContext,
  now: number,
): Decided | Refusal => {
  if (command.do !== "expire" && statusAt(current, now) !== current.status) {
    const expired = transition(current, "expire", EXPIRY, { actor: SYSTEM }, now);
    const then = decideSubscription(expired.subscription, command, context, now);
    if (then instanceof Refusal) return then;
    return { subscription: then.subscription, events: [...expired.events, ...then.events] };
  }
  const step = stepOf(current, command, context, now);
  return step === undefined
    ? impossible(current, command)
    : transition(current, command.do, step, context, now);
};

const impossible = (current: Subscription, command: Command): Refusal =>
  new Refusal("invalid-transition", `A subscription that is ${current.status} cannot ${command.do}.`, {
    state: current.status,
  });

const stepOf: StepOf<Command> = (current, command, context, now) => {
  switch (command.do) {
    case "approve":
      return approve(current, command, context, now);
    case "reject":
      return reject(current);
    case "withdraw":
      return withdraw(current);
    case "lapse":
      return lapse(current);
    case "suspend":
      return suspend(current);
    case "resume":
      return resume(current);
    case "cancel":
      return cancel(current);
    case "revoke":
      return revoke(current);
    case "expire":
      return expire(current, now);
    case "renew":
      return renew(current, context, now);
    case "end-renewal":
      return endRenewal(current);
    case "transfer":
      return transfer(current, command.team);
    case "change-plan":
      return changePlan(current, command.plan, context, now);
  }
};

const transition = (
  current: Subscription,
  action: HistoryAction,
  step: Step,
  context: ActionContext,
  now: number,
): Decided => {
  const at = isoTime(now);
  const to = step.to ?? current.status;
  const entry: HistoryEntry = {
    at,
    actor: context.actor,
    ...(context.delegateOf === undefined ? {} : { delegateOf: context.delegateOf }),
    action: step.action ?? action,
    from: current.status,
    to,
    ...(context.reason ? { reason: context.reason } : {}),
    ...(step.changed ? { changed: step.changed } : {}),
    ...(context.sourceIp ? { sourceIp: context.sourceIp } : {}),
    ...(context.role ? { role: context.role } : {}),
    ...(isAboutApplication(step.event)
      ? { application: step.change?.application ?? current.application }
      : {}),
  };
  const history = [...current.history, entry].slice(-INLINE_HISTORY);
  return {
    subscription: nextRevision(current, { ...step.change, status: to, history }, at),
    events: [step.event],
  };
};
