import { describe, expect, it } from "vitest";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aSubscription } from "../testing/records.ts";
import { type Answer, asOffered, carryOut } from "./carry-out.ts";
import { COMMANDS, context, STATES } from "./decisions.fixture.ts";
import type { Subscription } from "./subscription.ts";

const RULE = { actor: { kind: "rule", number: 2 } } as const;

const carryingOut = async (fields: Partial<Subscription>, command: Answer["command"], answer?: Answer) => {
  const subscription = aSubscription({ revision: 5, ...fields });
  const world = aWorld({ subscription });
  let returned: Subscription | undefined;
  const outcome = await outcomeOf(async () => {
    returned = await carryOut(world.work(), subscription, command, context, answer);
  });
  const [stored] = world.tables.all("subscription");
  return { ...world, outcome, returned, stored };
};

describe("a command", () => {
  it.each([
    ["pending", "approve", []],
    ["pending", "reject", ["count living -1", "count living -1"]],
    ["active, without end", "suspend", []],
    ["active, with an end", "cancel", ["count living -1", "count living -1"]],
    ["suspended", "resume", []],
    ["expired", "renew", []],
    ["expired, renewal asked", "approve", ["count living +1", "count living +1"]],
    ["active, end passed", "expire", ["count living -1", "count living -1"]],
  ] as const)("to what is %s: %s is one revision, and counts what lives", async (state, command, counts) => {
    const { outcome, writes, stored, returned } = await carryingOut(STATES[state], COMMANDS[command]);
    expect(outcome).toBe("done");
    expect(writes()).toEqual(["replace subscription 6", ...counts]);
    expect(stored).toEqual(returned);
  });

  it("that the state does not allow writes nothing", async () => {
    expect(await carryingOut(STATES.revoked, COMMANDS.approve)).toMatchObject({
      outcome: "invalid-transition",
      changes: [],
    });
  });
});

describe("a command and its answer", () => {
  it("are one revision of two entries, with an event each", async () => {
    const answer = { command: COMMANDS.approve, context: RULE };
    const { writes, events, stored } = await carryingOut(
      STATES["active, with an end"],
      COMMANDS.renew,
      answer,
    );
    expect(writes()).toEqual(["replace subscription 6"]);
    expect(events()).toEqual([
      "subscription.renewal-requested by owner@providers.test",
      "subscription.renewed by rule:2",
    ]);
    expect(stored?.history.slice(1).map(({ action }) => action)).toEqual(["renew", "approve-renewal"]);
    expect(stored).not.toHaveProperty("renewal");
  });

  it("are neither, where the answer is not possible", async () => {
    const answer = { command: COMMANDS.approve, context: RULE };
    expect(await carryingOut(STATES["active, with an end"], COMMANDS.suspend, answer)).toMatchObject({
      outcome: "invalid-transition",
      changes: [],
    });
  });
});

it("another change of the same moment is not overwritten", async () => {
  const world = aWorld({ subscription: aSubscription({ revision: 6 }) });
  const stale = aSubscription({ revision: 5 });
  const attempt = () => carryOut(world.work(), stale, COMMANDS.approve, context);
  expect([await outcomeOf(attempt), world.changes]).toEqual(["raced", []]);
});

describe("what an approval expects", () => {
  const service = { slug: "weather", revision: 3 };
  const expected = [{ write: "expect-service", ...service }];
  it.each([
    ["an approval", [COMMANDS.approve], expected],
    ["an approval that answers", [COMMANDS.renew, COMMANDS.approve], expected],
    ["a rejection", [COMMANDS.reject, undefined], []],
    ["nothing", [], []],
  ])("of the service: %s", (_what, commands, writes) => {
    expect(asOffered(service, ...commands)).toEqual(writes);
    expect(asOffered(undefined, ...commands)).toEqual([]);
  });
});
