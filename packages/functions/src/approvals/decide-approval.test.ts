import { outboxTable } from "@latchkey/aws/stores/outbox-table";
import { testStore } from "@latchkey/aws/testing/test-store";
import { Raced } from "@latchkey/core/outage";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { inFull } from "@latchkey/core/testing/in-full";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import {
  ANN,
  act,
  apply,
  BOB,
  DAY,
  dependenciesOf,
  stored,
  tokenFor,
  unchanged,
  visitor,
} from "./approvals.fixture.ts";

const store = testStore();

const visitorAt = (now = NOW) => visitor(dependenciesOf(store(), { now: () => now }));

const eventsAbout = async ({ id }: Subscription): Promise<string[]> => {
  const outbox = outboxTable(store());
  const events = await Promise.all(outbox.shards.map((shard) => outbox.waiting(shard, 1000)));
  return events.flat().flatMap((event) => (event.subscription === id ? [event.type] : []));
};

describe("A decision", () => {
  it("is taken, with who, when, from where and why in the history", async () => {
    const { subscription } = await apply(store());
    const body = "decision=reject&reason=No+capacity%0D%0Abefore+%E2%82%AC+May.";
    const answer = await visitorAt().send(tokenFor(subscription), body);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain("The application is rejected");
    const { status, history } = await stored(store(), subscription);
    expect(status).toBe("rejected");
    expect(history.at(-1)).toEqual({
      at: new Date(NOW).toISOString(),
      actor: { kind: "person", email: ANN },
      action: "reject",
      from: "pending",
      to: "rejected",
      reason: "No capacity\nbefore € May.",
      sourceIp: "192.0.2.7",
      application: 1,
    });
    expect(await eventsAbout(subscription)).toEqual(["subscription.rejected"]);
  });

  it("counts line breaks in a reason once, as the page does", async () => {
    const { subscription } = await apply(store());
    const reason = encodeURIComponent("a\r\n".repeat(500).slice(0, -2));
    const answer = await visitorAt().send(tokenFor(subscription), `decision=approve&reason=${reason}`);
    expect(answer.statusCode).toBe(200);
  });

  it("starts the term of the plan that was asked for", async () => {
    const plans = [{ name: "short", durationDays: 2 }, { name: "long" }];
    const { subscription } = await apply(store(), { plan: "short" }, { plans });
    await visitorAt().send(tokenFor(subscription), "decision=approve");
    expect((await stored(store(), subscription)).expiresAt).toBe(new Date(NOW + 2 * DAY).toISOString());
  });

  it("taken again shows the same result to everybody, and changes nothing", async () => {
    const { subscription } = await apply(store());
    await visitorAt().send(tokenFor(subscription), "decision=approve");
    const decided = await stored(store(), subscription);
    for (const approver of [ANN, BOB]) {
      const again = await visitorAt().send(tokenFor(subscription, { approver }), "decision=approve&reason=x");
      expect(again.statusCode).toBe(200);
      expect(again.body).toContain("approved it on");
    }
    expect(await stored(store(), subscription)).toEqual(decided);
    expect(await eventsAbout(subscription)).toEqual(["subscription.approved"]);
  });

  it("that is the opposite is refused and says what was decided", async () => {
    const { subscription } = await apply(store());
    await visitorAt().send(tokenFor(subscription), "decision=approve");
    const late = await visitorAt().send(tokenFor(subscription, { approver: BOB }), "decision=reject");
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain("Not rejected: it is approved already");
    expect(late.body).toContain(`${ANN} approved it`);
    expect((await stored(store(), subscription)).status).toBe("active");
  });

  it("that was taken through the API, or by a rule, counts like one by a link", async () => {
    for (const actor of ["olga@example.com", "rule:1", "service"]) {
      const { subscription } = await apply(store());
      await act(store(), subscription.id, { do: "approve", term: {} }, actor);
      const token = tokenFor(subscription);
      expect((await visitorAt().send(token, "decision=approve")).statusCode).toBe(200);
      expect((await visitorAt().send(token, "decision=reject")).statusCode).toBe(409);
    }
  });

  it.each([
    ["withdraw", 410],
    ["lapse", 410],
  ] as const)("comes too late after %s", async (command, status) => {
    const { subscription } = await apply(store());
    await act(store(), subscription.id, { do: command }, "system");
    const answer = await visitorAt().send(tokenFor(subscription), "decision=approve");
    expect(answer.statusCode).toBe(status);
  });

  it("by an expired link, a former approver or a changed token decides nothing", async () => {
    const { subscription } = await apply(store());
    const send = (token: string, now = NOW) => visitorAt(now).send(token, "decision=approve");
    expect((await send(tokenFor(subscription), NOW + 14 * DAY)).statusCode).toBe(410);
    expect((await send(tokenFor(subscription, { approver: "eve@example.com" }))).statusCode).toBe(410);
    expect((await send(`${tokenFor(subscription)}A`)).statusCode).toBe(404);
    await unchanged(store(), subscription);
  });

  it("on a renewal after the end makes it active again, and counts it once as living", async () => {
    const { subscription, service } = await apply(
      store(),
      { plan: "ten" },
      { plans: [{ name: "ten", durationDays: 10 }] },
    );
    await visitorAt().send(tokenFor(subscription), "decision=approve");
    const asked = await act(store(), subscription.id, { do: "renew" });
    const late = NOW + 12 * DAY;
    const token = tokenFor(asked, { expires: (NOW + 20 * DAY) / 1000 });
    expect((await visitorAt(late).send(token, "decision=approve")).statusCode).toBe(200);
    const renewed = await stored(store(), subscription);
    expect(renewed).toMatchObject({ status: "active", expiresAt: new Date(late + 10 * DAY).toISOString() });
    const item = await store().item({ pk: `SERVICE#${service.slug}`, sk: "META" });
    expect(item?.["living"]).toBe(1);
  });
});

const ROUNDS = inFull ? 50 : 12;

describe("Two decisions in the same moment", () => {
  it(`are one decision: the other is told which, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { subscription } = await apply(store());
      const answers = await Promise.all([
        visitorAt().send(tokenFor(subscription), "decision=approve"),
        visitorAt().send(tokenFor(subscription, { approver: BOB }), "decision=reject"),
      ]);
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
      const { history, status } = await stored(store(), subscription);
      expect(history).toHaveLength(2);
      const winner = answers[0]?.statusCode === 200 ? "active" : "rejected";
      expect(status).toBe(winner);
    }
  });

  it("ask for another try when they race on and on", async () => {
    const { subscription } = await apply(store());
    let tries = 0;
    const racing = visitor(
      dependenciesOf(store(), {
        commit: () => async () => {
          tries += 1;
          throw new Raced("again");
        },
      }),
    );
    const answer = await racing.send(tokenFor(subscription), "decision=approve");
    expect(answer.statusCode).toBe(503);
    expect(tries).toBe(5);
  });
});
