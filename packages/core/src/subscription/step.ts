import type { Actor } from "../access/actor.ts";
import type { EventType } from "../event/event.ts";
import type { Patch } from "../resource.ts";
import type { Changed } from "./approved.ts";
import type { HistoryAction } from "./history-action.ts";
import type { ApplicantRole, Subscription, SubscriptionStatus } from "./subscription.ts";

/** What a command does: nothing of the status where `to` is absent; `action` is how the history names it. */
export interface Step {
  to?: SubscriptionStatus;
  change?: Patch<Subscription>;
  event: EventType;
  action?: HistoryAction;
  /** What an approval grants otherwise than it was asked. */
  changed?: Changed;
}

/** Who acts on a subscription, why and from where: what the history keeps of it. */
export interface ActionContext {
  actor: Actor;
  /** The approver in whose place a delegate decides. */
  delegateOf?: string;
  reason?: string;
  sourceIp?: string;
  /** Of the person or machine that asks for a renewal or another plan. */
  role?: ApplicantRole;
}

/** What something that is asked for does to a subscription; undefined where its state does not allow it. */
export type StepOf<Asked> = (
  current: Subscription,
  asked: Asked,
  context: ActionContext,
  now: number,
) => Step | undefined;
