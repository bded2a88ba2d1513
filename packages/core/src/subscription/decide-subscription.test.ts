import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Refusal } from "../refusal.ts";
import { aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import { type Command, decideSubscription, INLINE_HISTORY, statusAt } from "./decide-subscription.ts";
import { isLiving, type Subscription, type SubscriptionStatus } from "./subscription.ts";

const COMMANDS = {
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
type CommandName = keyof typeof COMMANDS;

const deed = { actor: "owner@providers.test", reason: "because" };
const application = 2;
const renewal = { askedAt: timeAt(NOW), application };
const planChange = { ...renewal, plan: "gold" };
const ahead = { expiresAt: timeAt(NOW + DAY), termDays: 30 };
const past = { expiresAt: timeAt(NOW - DAY), termDays: 30 };

/** Every state that a subscription can be in, as far as commands can tell them apart. */
const STATES = {
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
type StateName = keyof typeof STATES;

/** What each command leads to; what is not here is refused. */
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
    approve: "active",
    reject: "active",
    lapse: "active",
    suspend: "suspended",
    cancel: "cancelled",
    revoke: "revoked",
    "end-renewal": "active",
  },
  "active, change of plan asked": {
    approve: "active",
    reject: "active",
    lapse: "active",
    suspend: "suspended",
    cancel: "cancelled",
    revoke: "revoked",
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

const stateNames = Object.keys(STATES) as StateName[];
const commandNames = Object.keys(COMMANDS) as CommandName[];

const decided = (current: Subscription, command: Command, now = NOW): Subscription => {
  const result = decideSubscription(current, command, deed, now);
  if (result instanceof Refusal) throw result;
  return result.subscription;
};

describe.each(stateNames)("a subscription that is %s", (name) => {
  const current = aSubscription(STATES[name]);

  it.each(commandNames)("answers to %s as the table says, and to repeating it", (commandName) => {
    const command = COMMANDS[commandName];
    // A month from now: the end that an approved renewal gets must lie ahead.
    const term: Command = command.do === "approve" ? { do: "approve", term: { durationDays: 30 } } : command;
    const result = decideSubscription(current, term, deed, NOW);
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
    expect(decideSubscription(result.subscription, term, deed, NOW)).toBeInstanceOf(Refusal);
  });

  it("is never changed itself", () => {
    const before = structuredClone(current);
    for (const commandName of commandNames) decideSubscription(current, COMMANDS[commandName], deed, NOW);
    expect(current).toEqual(before);
  });
});

describe("the end of a subscription", () => {
  const active = aSubscription({ status: "active", expiresAt: timeAt(NOW), termDays: 30 });

  it("counts from its very millisecond on, whether or not it was recorded", () => {
    expect(statusAt(active, NOW - 1)).toBe("active");
    expect(statusAt(active, NOW)).toBe("expired");
    expect(statusAt({ ...active, status: "suspended" }, NOW)).toBe("expired");
  });

  it("says nothing of one that was never approved or has ended otherwise", () => {
    for (const status of ["pending", "cancelled", "revoked", "rejected"] as const)
      expect(statusAt({ ...active, status }, NOW + DAY)).toBe(status);
  });

  it("is written into the history before what comes after it, each with a revision of its own", () => {
    const renewed = decided(active, { do: "renew" });
    expect(renewed.history.map(({ action, actor }) => [action, actor])).toEqual([
      ["apply", "dev@callers.test"],
      ["expire", "system"],
      ["renew", deed.actor],
    ]);
    expect(renewed.revision).toBe(active.revision + 2);
  });

  it("takes a change of plan that was asked with it, recorded or not", () => {
    const asked = { ...active, planChange };
    expect(decided(asked, { do: "expire" }).planChange).toBeUndefined();
    expect(decideSubscription(asked, { do: "approve", term: {} }, deed, NOW)).toBeInstanceOf(Refusal);
    expect(decided(asked, { do: "renew" }).planChange).toBeUndefined();
  });
});

describe("an approval", () => {
  it("begins the plan's term at the moment of approval", () => {
    const approved = decided(aSubscription(), { do: "approve", term: { durationDays: 30 } });
    expect(approved.expiresAt).toBe(timeAt(NOW + 30 * DAY));
    expect(approved.termDays).toBe(30);
  });

  it("has no end where the plan has no length", () => {
    expect(decided(aSubscription(), { do: "approve", term: {} })).not.toHaveProperty("expiresAt");
  });
});

describe("a renewal that is approved", () => {
  const approve = { do: "approve", term: { durationDays: 10 } } as const;

  it("runs from the old end when that lies ahead", () => {
    const current = aSubscription({ status: "active", ...ahead, renewal, application });
    expect(decided(current, approve).expiresAt).toBe(timeAt(NOW + DAY + 10 * DAY));
  });

  it("runs from the approval when the old end has passed, and brings the subscription back", () => {
    const renewed = decided(aSubscription({ status: "expired", ...past, renewal, application }), approve);
    expect(renewed).toMatchObject({ status: "active", expiresAt: timeAt(NOW + 10 * DAY), termDays: 10 });
    expect(renewed).not.toHaveProperty("renewal");
  });

  it("has no end any more when the plan has lost its length: the former end does not stay", () => {
    const current = aSubscription({ status: "expired", ...past, renewal, application });
    const renewed = decided(current, { do: "approve", term: {} });
    expect(renewed).not.toHaveProperty("expiresAt");
    expect(statusAt(renewed, NOW + 1000 * DAY)).toBe("active");
  });
});

describe("a change of plan that is approved", () => {
  it("changes the plan, and the end stays", () => {
    const current = aSubscription({ status: "active", plan: "free", ...ahead, planChange, application });
    const changed = decided(current, { do: "approve", term: { durationDays: 99 } });
    expect(changed).toMatchObject({ plan: "gold", expiresAt: ahead.expiresAt, termDays: 30 });
    expect(changed).not.toHaveProperty("planChange");
  });

  it("is not asked for to the plan that there is", () => {
    const current = aSubscription({ status: "active", plan: "gold" });
    expect(decideSubscription(current, COMMANDS["change-plan"], deed, NOW)).toBeInstanceOf(Refusal);
  });
});

describe("the history", () => {
  it("tells who did what, when, why, and from which state to which", () => {
    expect(decided(aSubscription(), { do: "reject" }).history.at(-1)).toEqual({
      at: timeAt(NOW),
      actor: deed.actor,
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

describe("any course of events", () => {
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom(...commandNames),
      fc.integer({ min: 0, max: 40 }),
      fc.option(fc.integer({ min: 1, max: 20 })),
    ),
    { maxLength: 30 },
  );

  it("raises the revision by one for each entry of the history, and never by nothing", () => {
    fc.assert(
      fc.property(steps, (course) => {
        let current = aSubscription();
        let now = NOW;
        let written = 1;
        for (const [name, days, length] of course) {
          now += days * DAY;
          const command: Command =
            name === "approve"
              ? { do: "approve", term: length ? { durationDays: length } : {} }
              : COMMANDS[name];
          const result = decideSubscription(current, command, deed, now);
          if (result instanceof Refusal) continue;
          written += result.events.length;
          current = result.subscription;
          expect(current.revision).toBe(written);
          expect(current.updatedAt).toBe(timeAt(now));
        }
        expect(current.history).toHaveLength(Math.min(written, INLINE_HISTORY));
      }),
    );
  });

  it("never brings back what was rejected, withdrawn, lapsed, cancelled or revoked", () => {
    const over: readonly SubscriptionStatus[] = ["rejected", "withdrawn", "lapsed", "cancelled", "revoked"];
    fc.assert(
      fc.property(steps, fc.constantFrom(...over), (course, status) => {
        let now = NOW;
        for (const [name, days] of course) {
          now += days * DAY;
          const result = decideSubscription(aSubscription({ status }), COMMANDS[name], deed, now);
          expect(result).toBeInstanceOf(Refusal);
        }
      }),
    );
  });

  it("holds a renewal or a change of plan, never both, and neither beside what is over for good", () => {
    fc.assert(
      fc.property(steps, (course) => {
        let current = aSubscription();
        let now = NOW;
        for (const [name, days, length] of course) {
          now += days * DAY;
          const command: Command =
            name === "approve"
              ? { do: "approve", term: length ? { durationDays: length } : {} }
              : COMMANDS[name];
          const result = decideSubscription(current, command, deed, now);
          if (!(result instanceof Refusal)) current = result.subscription;
          expect(current.renewal !== undefined && current.planChange !== undefined).toBe(false);
          if (current.planChange) expect(isLiving(current.status)).toBe(true);
          if (current.renewal) expect(isLiving(current.status) || current.status === "expired").toBe(true);
        }
      }),
    );
  });
});
