import { Refusal } from "../refusal.ts";
import { DAY, NOW, timeAt } from "../testing/records.ts";
import { type Command, decideSubscription } from "./decide-subscription.ts";
import type { ActionContext } from "./step.ts";
import type { Subscription } from "./subscription.ts";

/* Every command and every state, for what is tried with all of them. */

export const COMMANDS = {
  approve: { do: "approve", term: {} },
  reject: { do: "reject" },
  withdraw: { do: "withdraw" },
  lapse: { do: "lapse" },
  suspend: { do: "suspend" },
  resume: { do: "resume" },
  cancel: { do: "cancel" },
  revoke: { do: "revoke" },
  expire: { do: "expire" },
  renew: { do: "renew" },
  "end-renewal": { do: "end-renewal" },
  "change-plan": { do: "change-plan", plan: "gold" },
} as const satisfies Record<string, Command>;
export type CommandName = keyof typeof COMMANDS;

export const context: ActionContext = {
  actor: { kind: "person", email: "owner@providers.test" },
  reason: "because",
};
export const application = 2;
export const renewal = { askedAt: timeAt(NOW), application };
export const planChange = { ...renewal, plan: "gold" };
export const ahead = { expiresAt: timeAt(NOW + DAY), termDays: 30 };
export const past = { expiresAt: timeAt(NOW - DAY), termDays: 30 };

/** Every state that a subscription can be in, as far as commands can tell them apart. */
export const STATES = {
  pending: { status: "pending" },
  "active, without end": { status: "active" },
  "active, with an end": { status: "active", ...ahead },
  "active, renewal asked": { status: "active", ...ahead, renewal, application },
  "active, change of plan asked": { status: "active", ...ahead, planChange, application },
  "active, end passed": { status: "active", ...past },
  "active, end passed, renewal asked": { status: "active", ...past, renewal, application },
  "active, end passed, change of plan asked": { status: "active", ...past, planChange, application },
  suspended: { status: "suspended", ...ahead },
  "suspended, end passed": { status: "suspended", ...past },
  expired: { status: "expired", ...past },
  "expired, renewal asked": { status: "expired", ...past, renewal, application },
  rejected: { status: "rejected" },
  withdrawn: { status: "withdrawn" },
  lapsed: { status: "lapsed" },
  cancelled: { status: "cancelled" },
  revoked: { status: "revoked" },
} as const satisfies Record<string, Partial<Subscription>>;
export type StateName = keyof typeof STATES;

export const stateNames = Object.keys(STATES) as StateName[];
export const commandNames = Object.keys(COMMANDS) as CommandName[];

/** The state after a command that is not refused. */
export const decided = (current: Subscription, command: Command, now = NOW): Subscription => {
  const result = decideSubscription(current, command, context, now);
  if (result instanceof Refusal) throw result;
  return result.subscription;
};
