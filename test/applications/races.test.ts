import { beforeAll, describe, expect, it } from "vitest";
import { decide } from "../subscriptions/life.fixture.ts";
import {
  ANN,
  type Applied,
  afterMoment,
  BOB,
  linksOf,
  manyApplied,
  TIMES,
} from "../subscriptions/races.fixture.ts";
import { asPerson, type Send } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const SUE = "sue@callers.test";
const OLGA = "olga@providers.test";
const provider = "provider";
const callers = "callers";

const { latchkey, root, make } = ownLatchkey(
  { LATCHKEY_MAILS_PER_PERSON: "10000", LATCHKEY_MAILS_PER_TEAM: "10000" },
  { [provider]: [OLGA], [callers]: [SUE] },
);
let sue: Send;
let olga: Send;
beforeAll(async () => {
  [sue, olga] = await Promise.all([asPerson(latchkey(), SUE), asPerson(latchkey(), OLGA)]);
});

/** So many consumers that have applied for a service which three people could approve, and two have to. */
const manyToDecide = async (): Promise<Applied[]> => {
  const { slug } = await make.service(provider, { approvers: [ANN, BOB], approvalsNeeded: 2 });
  return manyApplied({ make, team: callers, send: sue, service: slug });
};

const read = async (id: string) => (await root("GET", `/v1/subscriptions/${id}`)).body;
const actions = ({ history }: { history: { action: string }[] }) => history.map(({ action }) => action);
const byOlga = (id: string, action: string) => olga("POST", `/v1/subscriptions/${id}/${action}`, {});

describe(`${TIMES} times in the same moment, where two of three people have to approve`, () => {
  it("two of them approve: both count, once each", async () => {
    const applied = await manyToDecide();
    const links = await linksOf(latchkey(), applied);
    for (const [index, { id }] of applied.entries()) {
      const { ann = "", bob = "" } = links.get(id) ?? {};
      // The same person twice, of whom one approval counts, and another person.
      const [first, again, other] = await Promise.all([
        decide(ann, "approve"),
        decide(ann, "approve"),
        afterMoment(index, () => (index % 2 === 0 ? decide(bob, "approve") : byOlga(id, "approve"))),
      ]);
      expect([first.status, again.status, other.status]).toEqual([200, 200, 200]);
      const subscription = await read(id);
      expect(actions(subscription)).toEqual(["apply", "add-approval", "approve"]);
      const who = subscription.approvals.map(({ by }: { by: string }) => by);
      expect([...who].sort()).toEqual([ANN, index % 2 === 0 ? BOB : OLGA]);
    }
  });

  it("one gives the last approval and another rejects: one decision, and the other is told", async () => {
    const applied = await manyToDecide();
    const links = await linksOf(latchkey(), applied);
    for (const [index, { id }] of applied.entries()) {
      const { ann = "", bob = "" } = links.get(id) ?? {};
      expect((await decide(ann, "approve")).status).toBe(200);
      const [approved, rejected] = await Promise.all([
        decide(bob, "approve"),
        afterMoment(index, () => byOlga(id, "reject")),
      ]);
      const { status, ...subscription } = await read(id);
      const won = status === "active" ? [200, 409, "approve"] : [409, 200, "reject"];
      expect([approved.status, rejected.status, actions({ history: subscription.history }).at(-1)]).toEqual(
        won,
      );
      expect(actions({ history: subscription.history })).toHaveLength(3);
    }
  });

  it("the team withdraws and the last approval comes: one of both", async () => {
    const applied = await manyToDecide();
    const links = await linksOf(latchkey(), applied);
    for (const [index, { id }] of applied.entries()) {
      expect((await byOlga(id, "approve")).status).toBe(200);
      const [withdrawn, approved] = await Promise.all([
        sue("POST", `/v1/subscriptions/${id}/withdraw`, {}),
        afterMoment(index, () => decide(links.get(id)?.ann ?? "", "approve")),
      ]);
      const { status } = await read(id);
      expect([withdrawn.status, approved.status, status]).toEqual(
        status === "active" ? [409, 200, "active"] : [200, 410, "withdrawn"],
      );
    }
  });
});

describe(`${TIMES} times in the same moment`, () => {
  const use = { name: "use", type: "text" };
  const before = { fields: [{ ...use, label: "What for?" }] };
  const after = {
    fields: [
      { ...use, label: "What is it for?" },
      { name: "more", label: "And?", type: "text", required: true },
    ],
  };

  it("a form changes and is answered: the application fits one of the two as a whole", async () => {
    const won = { before: 0, after: 0 };
    for (let index = 0; index < TIMES; index += 1) {
      const { slug } = await make.service(provider, { approvers: [ANN], application: before });
      const { id } = await make.consumer(callers);
      const apply = () =>
        root("POST", `/v1/consumers/${id}/subscriptions`, { service: slug, answers: { use: "A shop" } });
      const change = () => root("PATCH", `/v1/services/${slug}`, { application: after });
      // Once one after the other and once the other way round; all the rest at once.
      const early = index === 0 ? await change() : undefined;
      const first = index === 1 ? await apply() : undefined;
      const [applied, changed] = await Promise.all([
        first ?? afterMoment(index % 4, apply),
        early ?? afterMoment(Math.floor(index / 4) % 4, change),
      ]);
      expect(changed.status).toBe(200);
      if (applied.status === 201) {
        expect(applied.body.questions).toEqual([{ name: "use", label: "What for?" }]);
        won.before += 1;
      } else {
        expect([applied.status, applied.body.errors]).toEqual([
          400,
          [{ pointer: "/answers/more", detail: "An answer is required." }],
        ]);
        won.after += 1;
      }
    }
    expect(won.before + won.after).toBe(TIMES);
    expect(won.before * won.after).toBeGreaterThan(0);
  });

  it("a service gets an end and a renewal is approved: the renewal runs to that end, or came before it was set", async () => {
    const won = { capped: 0, before: 0 };
    const plans = [{ name: "month", durationDays: 30 }];
    const sunsetAt = new Date(Date.now() + 40 * 86_400_000).toISOString();
    for (let index = 0; index < TIMES; index += 1) {
      const { slug } = await make.service(provider, { plans, approval: "auto" });
      const { id: consumer } = await make.consumer(callers);
      const { id } = (await root("POST", `/v1/consumers/${consumer}/subscriptions`, { service: slug })).body;
      await root("PATCH", `/v1/services/${slug}`, { approval: "manual" });
      expect((await root("POST", `/v1/subscriptions/${id}/renew`, {})).status).toBe(200);
      const approve = () => root("POST", `/v1/subscriptions/${id}/approve`, {});
      const end = () => root("PATCH", `/v1/services/${slug}`, { deprecation: { sunsetAt } });
      // Once one after the other and once the other way round; all the rest at once.
      const early = index === 0 ? await end() : undefined;
      const first = index === 1 ? await approve() : undefined;
      const [approved, ended] = await Promise.all([
        first ?? afterMoment(index % 4, approve),
        early ?? afterMoment(Math.floor(index / 4) % 4, end),
      ]);
      expect([approved.status, ended.status]).toEqual([200, 200]);
      const { expiresAt } = await read(id);
      const isCapped = expiresAt === sunsetAt;
      won[isCapped ? "capped" : "before"] += 1;
      // What was renewed before runs its whole term, 60 days from its first beginning.
      if (!isCapped) expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 59 * 86_400_000);
      expect(actions(await read(id)).slice(2)).toEqual(["renew", "approve-renewal"]);
    }
    expect(won.capped + won.before).toBe(TIMES);
    expect(won.capped * won.before).toBeGreaterThan(0);
  });
});
