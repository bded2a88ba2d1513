import { testStore } from "@latchkey/aws/testing/test-store";
import { workOn } from "@latchkey/aws/testing/work-for-tests";
import { aPerson } from "@latchkey/core/testing/callers";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aWebhook, NOW, timeAt } from "@latchkey/core/testing/records";
import { testWebhook } from "@latchkey/core/webhook/test-webhook";
import type { Webhook } from "@latchkey/core/webhook/webhook";
import { beforeAll, describe, expect, it } from "vitest";

const store = testStore();

const webhook = (id: string, fields: Partial<Webhook> = {}): Webhook =>
  aWebhook({ id, team: "hooked", ...fields });

beforeAll(() =>
  store().keep({
    team: fresh.team({ slug: "hooked" }),
    member: [
      fresh.member("hooked", "owner@hooked.test", { role: "owner" }),
      fresh.member("hooked", "member@hooked.test", { role: "member" }),
    ],
    webhook: [webhook("whk_1"), webhook("whk_2"), webhook("whk_off", { status: "disabled" })],
  }),
);

const test = (id: string, email = "owner@hooked.test", now = NOW) =>
  testWebhook(workOn(store(), { caller: aPerson(email), now }), { team: "hooked", webhook: id });

describe("a test of a webhook", () => {
  it("is refused to who may not change it, and of one that is disabled or not there", async () => {
    await expect(test("whk_1", "stranger@people.test")).rejects.toMatchObject({ code: "not-found" });
    await expect(test("whk_1", "member@hooked.test")).rejects.toMatchObject({ code: "forbidden" });
    await expect(test("whk_none")).rejects.toMatchObject({ code: "not-found" });
    await expect(test("whk_off")).rejects.toMatchObject({
      code: "invalid-transition",
      extra: { state: "disabled" },
    });
  });

  it("is a message that is due now and tells of nothing", async () => {
    const made = await test("whk_1");
    expect(made).toMatchObject({ webhook: "whk_1", type: "webhook.test", status: "waiting", attempts: 0 });
    expect(JSON.parse(made.payload)).toEqual({
      type: "webhook.test",
      timestamp: timeAt(NOW),
      data: { id: made.eventId, at: timeAt(NOW), team: "hooked", webhook: "whk_1" },
    });
    expect((await store().stores.dueDeliveries(NOW, 10)).map(({ id }) => id)).toContain(made.id);
  });

  it("is made once in ten seconds for a webhook, by however many at the same moment", async () => {
    const later = NOW + 60_000;
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => test("whk_2", undefined, later)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(test("whk_2", undefined, later + 1)).rejects.toMatchObject({ code: "rate-limited" });
    expect((await test("whk_2", undefined, later + 10_000)).webhook).toBe("whk_2");
  });
});
