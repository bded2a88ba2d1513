import { describe, expect, it } from "vitest";
import { Raced } from "../outage.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aDelegation, aService, NOW, timeAt } from "../testing/records.ts";
import { signApprovalLink } from "./approval-link.ts";
import { ANN, approvalWorld, BOB, type Case, DEE } from "./approval-world.fixture.ts";
import { type DecisionByLink, decideByLink } from "./decide-by-link.ts";

const SOURCE = { sourceIp: "192.0.2.9" };

const deciding = (given: Case = {}) => {
  const world = approvalWorld(given);
  const decide = (
    decision: DecisionByLink["decision"],
    fields: Partial<DecisionByLink> = {},
    token = world.token,
  ) => decideByLink({ ...world.work(), ...world.reads }, token, { decision, ...SOURCE, ...fields });
  const stored = () => world.stores.subscription("sub_1");
  return { ...world, decide, stored };
};

const NO_LONGER = ["count living -1", "count living -1"];

describe("a decision by a link", () => {
  it.each([
    ["approve", "active", "approved", ["expect-service weather 1"]],
    ["reject", "rejected", "rejected", NO_LONGER],
  ] as const)(
    "%s is one change by the approver, with where it came from",
    async (decision, status, event, writes) => {
      const { decide, stored, writes: written, events } = deciding();
      const { approval, conflict } = await decide(decision, { reason: "because" });
      expect([approval, conflict]).toMatchObject([{ state: "decided", decision }, false]);
      expect(written()).toEqual(["replace subscription 2", ...writes]);
      expect(events()).toEqual([`subscription.${event} by ${ANN}`]);
      const last = { action: decision, actor: { kind: "person", email: ANN }, reason: "because", ...SOURCE };
      expect(await stored()).toMatchObject({ status, history: [{}, last] });
    },
  );

  it("has no reason where none was given", async () => {
    const { decide, stored } = deciding();
    await decide("reject", { reason: "" });
    expect((await stored())?.history.at(-1)).not.toHaveProperty("reason");
  });

  it("of a delegate is the delegate's, in the approver's place", async () => {
    const records = { delegation: aDelegation({ email: ANN, delegate: DEE }) };
    const { decide, stored, events } = deciding({ link: { delegate: DEE }, records });
    await decide("approve");
    expect(events()).toEqual([`subscription.approved by ${DEE}`]);
    expect(await stored()).toMatchObject({
      approvals: [{ by: DEE, delegateOf: ANN }],
      history: [{}, { actor: { email: DEE }, delegateOf: ANN }],
    });
  });

  it("grants another plan, or an end, where that can be granted", async () => {
    const plans = [{ name: "basic" }, { name: "gold" }];
    const { decide, stored } = deciding({ service: { plans }, fields: { plan: "basic" } });
    for (const [changes, pointer] of [
      [{ plan: "silver" }, "/plan"],
      [{ scopes: ["read"] }, "/scopes/0"],
      [{ expiresAt: timeAt(NOW) }, "/expiresAt"],
    ] as const)
      expect(await outcomeOf(() => decide("approve", changes as object))).toBe(`invalid-input ${pointer}`);
    await decide("approve", { plan: "gold" });
    expect(await stored()).toMatchObject({ status: "active", plan: "gold", revision: 2 });
  });
});

describe("a decision that was made before", () => {
  it.each([
    ["approve", "approve", false],
    ["approve", "reject", true],
    ["reject", "reject", false],
    ["reject", "approve", true],
  ] as const)(
    "to %s, and now to %s, changes nothing; it is a conflict: %s",
    async (first, second, conflict) => {
      const { decide, changes } = deciding();
      await decide(first);
      expect(await decide(second)).toMatchObject({
        conflict,
        approval: { state: "decided", decision: first },
      });
      expect(changes).toHaveLength(1);
    },
  );

  it.each<[what: string, given: Case]>([
    ["is over", { now: NOW + 15 * 86_400_000 }],
    ["is of another's", { link: { approver: "eve@x.test" } }],
    ["is unknown", { link: { subscription: "sub_2" } }],
  ])("or by a link that %s changes nothing", async (_what, given) => {
    const { decide, changes } = deciding(given);
    for (const decision of ["approve", "reject"] as const)
      expect((await decide(decision)).conflict).toBe(false);
    expect(changes).toEqual([]);
  });
});

describe("one approval of two", () => {
  const two = () => deciding({ service: { approvalsNeeded: 2 } });

  it("leaves the application open, is given once, and may be followed by a rejection", async () => {
    const { decide, changes, events, stored } = two();
    expect(await decide("approve")).toMatchObject({ approval: { state: "open", approvals: [{ by: ANN }] } });
    expect(await decide("approve")).toMatchObject({ approval: { state: "open" }, conflict: false });
    expect(changes).toHaveLength(1);
    expect(events()).toEqual([`subscription.approval-added by ${ANN}`]);
    await decide("reject");
    expect(await stored()).toMatchObject({ status: "rejected", revision: 3 });
  });

  it("is completed by another approver", async () => {
    const { decide, stored } = two();
    await decide("approve");
    const bobs = approvalWorld({ link: { approver: BOB } }).token;
    expect(await decide("approve", {}, bobs)).toMatchObject({ approval: { state: "decided" } });
    expect(await stored()).toMatchObject({ status: "active", approvals: [{ by: ANN }, { by: BOB }] });
  });

  it("counts an approver and its delegate once", async () => {
    const records = { delegation: aDelegation({ email: ANN, delegate: DEE }) };
    const { decide, changes } = deciding({ service: { approvalsNeeded: 2 }, records });
    await decide("approve");
    await decide("approve", {}, approvalWorld({ link: { delegate: DEE } }).token);
    expect(changes).toHaveLength(1);
  });
});

describe("a decision that loses a race", () => {
  it("is told so, and reads as the other was decided when it is made again", async () => {
    const world = deciding();
    const [before] = world.tables.all("subscription");
    await world.decide("reject");
    const late = decideByLink(
      { ...world.work(), ...world.reads, stores: { ...world.stores, subscription: async () => before } },
      world.token,
      { decision: "approve", ...SOURCE },
    );
    await expect(late).rejects.toBeInstanceOf(Raced);
    expect(await world.decide("approve")).toMatchObject({ conflict: true });
  });

  it("with a change of the service is made again where it approves, and not where it rejects", async () => {
    const { decide, reads } = deciding();
    reads.stores.serviceById = async () => aService({ approvers: [ANN], revision: 9 });
    await expect(decide("approve")).rejects.toBeInstanceOf(Raced);
    expect(await decide("reject")).toMatchObject({ conflict: false });
  });
});

it("a link that is signed by another key decides nothing", async () => {
  const { decide, changes } = deciding();
  const link = { subscription: "sub_1", application: 1, approver: ANN, expires: NOW };
  const forged = signApprovalLink({ current: "k1", keys: { k1: Buffer.alloc(32).toString("base64") } }, link);
  expect(await decide("approve", {}, forged)).toEqual({ approval: { state: "unknown" }, conflict: false });
  expect(changes).toEqual([]);
});
