import { testStore } from "@latchkey/aws/testing/test-store";
import { signDecidingLink } from "@latchkey/core/approval/approval-link";
import type { Delegation } from "@latchkey/core/delegation/delegation";
import { firstRevision } from "@latchkey/core/resource";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { aMember, NOW, timeAt } from "@latchkey/core/testing/records";
import { beforeEach, describe, expect, it } from "vitest";
import { ring } from "../page/page.fixture.ts";
import {
  ANN,
  apply,
  BOB,
  DAY,
  dependenciesOf,
  linkFor,
  stored,
  tokenFor,
  unchanged,
  visitor,
} from "./approvals.fixture.ts";

const store = testStore();
const DEE = "dee@example.com";

const named = (email: string, fields: Partial<Delegation> = {}): Delegation => ({
  ...firstRevision(`del_${email}`, timeAt(NOW)),
  email,
  delegate: DEE,
  until: timeAt(NOW + DAY),
  team: "desk",
  ...fields,
});

/** The approvers, and who is in the team `desk` with them. */
let delegations: Delegation[];
let members: string[];
beforeEach(() => {
  delegations = [named(ANN)];
  members = [ANN, BOB, DEE];
});

const visitorAt = (now = NOW) =>
  visitor(
    dependenciesOf(store(), {
      now: () => now,
      stores: {
        ...store().stores,
        delegation: async (email) => delegations.find((each) => each.email === email),
        member: async (team, email) =>
          team === "desk" && members.includes(email) ? aMember({ team, email, role: "member" }) : undefined,
      },
    }),
  );

const delegateToken = (subscription: Subscription, fields: { approver?: string; delegate?: string } = {}) =>
  signDecidingLink(ring, { ...linkFor(subscription), delegate: DEE, ...fields });

describe("a delegate's link", () => {
  it("shows in whose place it decides, and decides so", async () => {
    const { subscription } = await apply(store());
    const token = delegateToken(subscription);
    const { statusCode, body } = await visitorAt().open(token);
    expect(statusCode).toBe(200);
    expect(body).toContain(`You decide as ${DEE}, who decides in place of ${ANN}.`);
    await unchanged(store(), subscription);
    expect((await visitorAt().send(token, "decision=approve")).statusCode).toBe(200);
    const decided = await stored(store(), subscription);
    expect(decided).toMatchObject({ status: "active", approvals: [{ by: DEE, delegateOf: ANN }] });
    expect(decided.history.at(-1)).toMatchObject({
      actor: { kind: "person", email: DEE },
      delegateOf: ANN,
      action: "approve",
    });
  });

  it("reads as decided to both, whichever of them was first", async () => {
    const { subscription } = await apply(store());
    await visitorAt().send(delegateToken(subscription), "decision=reject");
    const approvers = await visitorAt().open(tokenFor(subscription));
    expect(approvers.body).toContain(`${DEE}, in place of ${ANN}, rejected it`);
    const again = (token: string, decision: string) => visitorAt().send(token, `decision=${decision}`);
    expect((await again(tokenFor(subscription), "reject")).statusCode).toBe(200);
    expect((await again(tokenFor(subscription), "approve")).statusCode).toBe(409);
    expect((await again(delegateToken(subscription), "reject")).body).toContain(`You (${DEE})`);
  });

  it.each<[string, () => void, number?]>([
    ["its delegation is over", () => {}, NOW + DAY],
    ["its delegation was taken back", () => delegations.splice(0)],
    [
      "another delegate is named",
      () => delegations.splice(0, 1, named(ANN, { delegate: "eve@example.com" })),
    ],
    ["its delegation was shortened", () => delegations.splice(0, 1, named(ANN, { until: timeAt(NOW) }))],
    ["the delegate has left the team", () => members.splice(2, 1)],
    ["the approver has left the team", () => members.splice(0, 1)],
  ])("decides nothing once %s", async (_what, change, at = NOW) => {
    const { subscription } = await apply(store());
    change();
    const token = delegateToken(subscription);
    expect((await visitorAt(at).open(token)).statusCode).toBe(410);
    expect((await visitorAt(at).send(token, "decision=approve")).statusCode).toBe(410);
    await unchanged(store(), subscription);
    expect((await visitorAt(at).open(tokenFor(subscription))).statusCode).toBe(200);
  });

  it("decides nothing once its approver may not", async () => {
    const { subscription } = await apply(store(), {}, { approvers: [BOB] });
    expect((await visitorAt().open(delegateToken(subscription))).statusCode).toBe(410);
  });

  it("decides nothing for an approver who has no delegate, nor by a chain", async () => {
    const { subscription } = await apply(store());
    delegations.push(named(DEE, { delegate: BOB }));
    expect((await visitorAt().open(delegateToken(subscription, { approver: BOB }))).statusCode).toBe(410);
    const chained = delegateToken(subscription, { approver: ANN, delegate: BOB });
    expect((await visitorAt().open(chained)).statusCode).toBe(410);
  });

  it("decides nothing on what the delegate asks for", async () => {
    const { subscription } = await apply(store(), { applicant: { id: DEE, email: DEE } });
    const token = delegateToken(subscription);
    expect((await visitorAt().open(token)).statusCode).toBe(410);
    expect((await visitorAt().send(token, "decision=approve")).statusCode).toBe(410);
    await unchanged(store(), subscription);
  });

  it("is not taken for the approver's, nor the approver's for a delegate's", async () => {
    const { subscription } = await apply(store());
    const [key, payload] = delegateToken(subscription).split(".");
    const mac = tokenFor(subscription).split(".")[2];
    expect((await visitorAt().open(`${key}.${payload}.${mac}`)).statusCode).toBe(404);
  });
});

describe("where two people have to approve", () => {
  const both = async () => (await apply(store(), {}, { approvalsNeeded: 2 })).subscription;
  const approve = async (token: string) => (await visitorAt().send(token, "decision=approve")).statusCode;

  it.each<[string, (subscription: Subscription) => string[], number]>([
    ["an approver and the delegate", (one) => [tokenFor(one), delegateToken(one)], 1],
    ["a delegate and the approver", (one) => [delegateToken(one), tokenFor(one)], 1],
    ["a delegate of both", (one) => [delegateToken(one), delegateToken(one, { approver: BOB })], 1],
    ["a delegate and another approver", (one) => [delegateToken(one), tokenFor(one, { approver: BOB })], 2],
  ])("%s count as one, or two", async (_who, tokens, counted) => {
    delegations.push(named(BOB));
    const subscription = await both();
    for (const token of tokens(subscription)) expect(await approve(token)).toBe(200);
    const after = await stored(store(), subscription);
    expect(after.approvals).toHaveLength(counted);
    expect(after.status).toBe(counted === 2 ? "active" : "pending");
  });

  it("a delegate who is an approver, too, approves once", async () => {
    delegations.splice(0, 1, named(ANN, { delegate: BOB }));
    const subscription = await both();
    const forAnn = delegateToken(subscription, { delegate: BOB });
    for (const token of [forAnn, tokenFor(subscription, { approver: BOB })])
      expect(await approve(token)).toBe(200);
    expect((await stored(store(), subscription)).status).toBe("pending");
    expect((await visitorAt().open(tokenFor(subscription))).body).toContain(
      `${BOB} approved it in place of ${ANN}`,
    );
  });

  it("a delegate's approval counts no more once its approver may not decide", async () => {
    const { subscription, service } = await apply(store(), {}, { approvalsNeeded: 2 });
    await approve(delegateToken(subscription));
    const { updatedAt } = service;
    await store().commit({
      writes: [
        {
          write: "replace",
          record: {
            kind: "service",
            value: { ...service, approvers: [BOB], updatedAt, revision: service.revision + 1 },
          },
        },
      ],
      events: [],
      result: { kind: "service", keys: {} },
    });
    await approve(tokenFor(subscription, { approver: BOB }));
    expect(await stored(store(), subscription)).toMatchObject({
      status: "pending",
      approvals: [{ by: BOB }],
    });
  });
});
