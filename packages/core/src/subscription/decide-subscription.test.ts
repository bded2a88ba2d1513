import { describe, expect, it } from "vitest";
import { Refusal } from "../refusal.ts";
import { aSubscription, NOW, timeAt } from "../testing/records.ts";
import { type Command, decideSubscription, INLINE_HISTORY } from "./decide-subscription.ts";
import {
  ahead,
  COMMANDS,
  type CommandName,
  commandNames,
  context,
  decided,
  STATES,
  type StateName,
  stateNames,
} from "./decisions.fixture.ts";
import { statusAt } from "./status-at.ts";
import type { SubscriptionStatus } from "./subscription.ts";

/** What each command leads to; what is not here is refused. */
/** What comes of a request that stands beside an active subscription, and of what is done to it meanwhile. */
const DECIDED_WHILE_ACTIVE = {
  approve: "active",
  reject: "active",
  lapse: "active",
  suspend: "suspended",
  cancel: "cancelled",
  revoke: "revoked",
} as const;

const ALLOWED: Record<StateName, Partial<Record<CommandName, SubscriptionStatus>>> = {
  pending: { approve: "active", reject: "rejected", withdraw: "withdrawn", lapse: "lapsed" },
  "active, without end": {
    suspend: "suspended",
    cancel: "cancelled",
    revoke: "revoked",
    "change-plan": "active",
  },
  "active, with an end": {
    suspend: "suspended",
    cancel: "cancelled",
    revoke: "revoked",
    renew: "active",
    "change-plan": "active",
  },
  "active, renewal asked": {
    ...DECIDED_WHILE_ACTIVE,
    "end-renewal": "active",
  },
  "active, change of plan asked": {
    ...DECIDED_WHILE_ACTIVE,
  },
  "active, end passed": { expire: "expired", renew: "expired" },
  "active, end passed, renewal asked": {
    approve: "active",
    reject: "expired",
    lapse: "expired",
    expire: "expired",
    "end-renewal": "expired",
  },
  "active, end passed, change of plan asked": { expire: "expired", renew: "expired" },
  suspended: { resume: "active", cancel: "cancelled", revoke: "revoked" },
  "suspended, end passed": { expire: "expired", renew: "expired" },
  expired: { renew: "expired" },
  "expired, renewal asked": {
    approve: "active",
    reject: "expired",
    lapse: "expired",
    "end-renewal": "expired",
  },
  rejected: {},
  withdrawn: {},
  lapsed: {},
  cancelled: {},
  revoked: {},
};

describe.each(stateNames)("a subscription that is %s", (name) => {
  const current = aSubscription(STATES[name]);

  it.each(commandNames)("answers to %s as the table says, and to repeating it", (commandName) => {
    const command = COMMANDS[commandName];
    // A month from now: the end that an approved renewal gets must lie ahead.
    const term: Command = command.do === "approve" ? { do: "approve", term: { durationDays: 30 } } : command;
    const result = decideSubscription(current, term, context, NOW);
    const expected = ALLOWED[name][commandName];
    if (expected === undefined) {
      expect(result).toBeInstanceOf(Refusal);
      if (!(result instanceof Refusal)) return;
      expect(result.code).toBe("invalid-transition");
      expect(result.extra.state).toBe(statusAt(current, NOW));
      return;
    }
    if (result instanceof Refusal) throw result;
    expect(result.subscription.status).toBe(expected);
    expect(decideSubscription(result.subscription, term, context, NOW)).toBeInstanceOf(Refusal);
  });

  it("is never changed itself", () => {
    const before = structuredClone(current);
    for (const commandName of commandNames) decideSubscription(current, COMMANDS[commandName], context, NOW);
    expect(current).toEqual(before);
  });
});

describe("the history", () => {
  it("tells who did what, when, why, and from which state to which", () => {
    expect(decided(aSubscription(), { do: "reject" }).history.at(-1)).toEqual({
      at: timeAt(NOW),
      actor: context.actor,
      action: "reject",
      from: "pending",
      to: "rejected",
      reason: "because",
      application: 1,
    });
  });

  it("counts each application, so a link for an earlier one decides nothing", () => {
    const asked = decided(aSubscription({ status: "active", ...ahead }), { do: "renew" });
    expect(asked.application).toBe(2);
    expect(asked.renewal?.application).toBe(2);
    expect(asked.history.at(-1)?.application).toBe(2);
  });

  it("keeps a bounded number of entries in the record", () => {
    let current = aSubscription({ status: "active" });
    for (let round = 0; round < INLINE_HISTORY; round += 1)
      current = decided(current, { do: current.status === "active" ? "suspend" : "resume" });
    expect(current.history).toHaveLength(INLINE_HISTORY);
    expect(current.history.at(-1)?.action).toMatch(/suspend|resume/);
  });
});
