import { beforeAll, describe, expect, it } from "vitest";
import { freshName } from "../support/making.ts";
import { asPerson, eventually, type Send } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";
import { decide, inbox, moveClock } from "./life.fixture.ts";
import { ANN, type Applied, afterMoment, BOB, linksOf, manyApplied, TIMES, times } from "./races.fixture.ts";

const SUE = "sue@callers.test";

const provider = "provider";
const callers = "callers";
const TEAMS = { [provider]: [], [callers]: [SUE] };

const { latchkey, root, make } = ownLatchkey(
  {
    LATCHKEY_REVOCATION_SECONDS: "0",
    LATCHKEY_MAILS_PER_PERSON: "10000",
    LATCHKEY_MAILS_PER_TEAM: "10000",
  },
  TEAMS,
);
let sue: Send;
beforeAll(async () => {
  sue = await asPerson(latchkey(), SUE);
});

/** So many consumers that have applied for a service of their own. */
const manyToDecide = async (fields: object = {}): Promise<{ service: string; applied: Applied[] }> => {
  const { slug } = await make.service(provider, { approvers: [ANN, BOB], ...fields });
  return { service: slug, applied: await manyApplied({ make, team: callers, send: sue, service: slug }) };
};

const read = async (id: string) => (await root("GET", `/v1/subscriptions/${id}`)).body;
const actions = (subscription: { history: { action: string }[] }) =>
  subscription.history.map(({ action }) => action);

describe(`${TIMES} times in the same moment`, () => {
  it("one approver approves and the other rejects: one decision, and the other is told which", async () => {
    const { applied } = await manyToDecide();
    const links = await linksOf(latchkey(), applied);
    const won = { approve: 0, reject: 0 };
    for (const one of applied) {
      const { ann, bob } = links.get(one.id) ?? { ann: "", bob: "" };
      const [approved, rejected] = await Promise.all([decide(ann, "approve"), decide(bob, "reject")]);
      expect([approved.status, rejected.status].sort()).toEqual([200, 409]);
      const subscription = await read(one.id);
      const decision = approved.ok ? "approve" : "reject";
      won[decision] += 1;
      expect(actions(subscription)).toEqual(["apply", decision]);
      expect(subscription.history[1].actor).toBe(approved.ok ? ANN : BOB);
      const late = await (approved.ok ? rejected : approved).text();
      expect(late).toContain(approved.ok ? `${ANN} approved it` : `${BOB} rejected it`);
      // Once more what was decided, by the other one's link: the same answer, and nothing more.
      const again = await decide(approved.ok ? bob : ann, decision);
      expect(again.status).toBe(200);
      expect(actions(await read(one.id))).toHaveLength(2);
    }
    expect(won.approve + won.reject).toBe(TIMES);
    const told = await eventually(
      async () =>
        (await inbox(latchkey())).filter(
          ({ subject, to }) => to === SUE && /^(?:Approved|Rejected)/.test(subject),
        ),
      (found) => found.length >= TIMES,
    );
    expect(told).toHaveLength(TIMES);
    expect(told.filter(({ subject }) => subject.startsWith("Approved"))).toHaveLength(won.approve);
  });

  it("the team withdraws and an approver approves: one of both, and the other is told", async () => {
    const { applied } = await manyToDecide();
    const links = await linksOf(latchkey(), applied);
    for (const one of applied) {
      const [withdrawn, approved] = await Promise.all([
        sue("POST", `/v1/subscriptions/${one.id}/withdraw`, {}),
        decide(links.get(one.id)?.ann ?? "", "approve"),
      ]);
      const { status, ...subscription } = await read(one.id);
      if (withdrawn.status === 200) {
        expect([approved.status, status]).toEqual([410, "withdrawn"]);
        expect(await approved.text()).toContain("withdrawn");
      } else {
        expect([withdrawn.status, withdrawn.body.code, withdrawn.body.state]).toEqual([
          409,
          "invalid-transition",
          "active",
        ]);
        expect([approved.status, status]).toEqual([200, "active"]);
      }
      expect(actions({ history: subscription.history })).toHaveLength(2);
    }
  });

  it("the team renews and the term ends: it ends once, and the renewal is asked for", async () => {
    const plans = [{ name: "day", durationDays: 2 }];
    const { service, applied } = await manyToDecide({ plans, approval: "auto" });
    // Renewals of an automatic service would be granted at once.
    expect((await root("PATCH", `/v1/services/${service}`, { approval: "manual" })).status).toBe(200);
    await moveClock(latchkey(), 1.9);
    // Renewals while the job records the ends: some are asked for before the end, some after it.
    const [renewals] = await Promise.all([
      times((index) => root("POST", `/v1/subscriptions/${applied[index]?.id}/renew`, {})),
      afterMoment(15, () => moveClock(latchkey(), 2.1)),
    ]);
    expect(renewals.map(({ status }) => status)).toEqual(Array(TIMES).fill(200));
    await moveClock(latchkey(), 2.2);
    for (const { id } of applied) {
      const subscription = await read(id);
      expect(subscription).toMatchObject({ status: "expired", renewal: { application: 2 } });
      const after = actions(subscription).slice(2);
      expect(after.sort()).toEqual(["expire", "renew"]);
    }
    const approvals = await times((index) =>
      root("POST", `/v1/subscriptions/${applied[index]?.id}/approve`, {}),
    );
    expect(approvals.map(({ status, body }) => [status, body.status])).toEqual(
      Array(TIMES).fill([200, "active"]),
    );
  });

  it("a consumer is deleted and applies: nothing of it lives on", async () => {
    const service = await make.service(provider, { approvers: [ANN] });
    const consumers = await times(() => make.consumer(callers));
    const outcomes = [];
    for (const { id, name } of consumers)
      outcomes.push(
        await Promise.all([
          root("POST", `/v1/consumers/${id}/subscriptions`, { service: service.slug }),
          root("POST", `/v1/consumers/${id}/credentials`, { name: "key", type: "api-key" }),
          afterMoment(outcomes.length, () => root("DELETE", `/v1/consumers/${id}?confirm=${name}`)),
        ]),
      );
    const applications = outcomes.map(([applied]) => applied);
    for (const [applied, issued, deleted] of outcomes) {
      expect(deleted.status).toBe(204);
      expect([201, 404]).toContain(applied.status);
      expect([201, 404]).toContain(issued.status);
    }
    await eventually(
      async () =>
        (await root("GET", `/v1/services/${service.slug}/subscriptions?status=pending&limit=200`)).body.items,
      (items: unknown[]) => items.length === 0,
    );
    for (const { status, body } of applications)
      if (status === 201) expect((await read(body.id)).status).toBe("withdrawn");
    for (const [, { status, body }] of outcomes) {
      if (status !== 201) continue;
      const call = await fetch(`${latchkey().gateway}/${service.slug}/x`, {
        headers: { "X-API-Key": body.secret.apiKey },
      });
      expect(call.status).toBe(401);
    }
    // It counts its living subscriptions, so its deletion proves that there are none.
    expect((await root("DELETE", `/v1/services/${service.slug}`)).status).toBe(204);
  });

  it("a service is deleted and applied for: one of both", async () => {
    const { id } = await make.consumer(callers);
    const won = { apply: 0, delete: 0 };
    for (let index = 0; index < TIMES; index += 1) {
      const { slug } = await make.service(provider, { slug: freshName("shortlived"), approvers: [ANN] });
      const applying = () => root("POST", `/v1/consumers/${id}/subscriptions`, { service: slug });
      const deleting = () => root("DELETE", `/v1/services/${slug}`);
      // Once one after the other and once the other way round; all the rest at once.
      const early = index === 0 ? await deleting() : undefined;
      const first = index === 1 ? await applying() : undefined;
      const [applied, deleted] = await Promise.all([
        first ?? applying(),
        early ?? afterMoment(index, deleting),
      ]);
      const outcome = [applied.status, deleted.status];
      if (applied.status === 201) expect([...outcome, deleted.body.code]).toEqual([201, 409, "not-empty"]);
      else expect(outcome).toEqual([404, 204]);
      won[applied.status === 201 ? "apply" : "delete"] += 1;
    }
    expect(won.apply + won.delete).toBe(TIMES);
    expect(won.apply * won.delete).toBeGreaterThan(0);
  });
});
