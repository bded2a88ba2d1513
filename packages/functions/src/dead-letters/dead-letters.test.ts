import { randomBytes } from "node:crypto";
import { outboxTable } from "@latchkey/aws/stores/outbox-table";
import { sentTable } from "@latchkey/aws/stores/sent-table";
import { testStore } from "@latchkey/aws/testing/test-store";
import { deadLettersIn } from "@latchkey/core/dead-letter/keep-dead-letter";
import { listDeadLetters } from "@latchkey/core/dead-letter/read-dead-letter";
import { replayDeadLetter } from "@latchkey/core/dead-letter/replay-dead-letter";
import type { DomainEvent } from "@latchkey/core/event/event";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { aPerson } from "@latchkey/core/testing/callers";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { busLetterOf } from "./bus-letter-of.ts";
import { keepBusLetter } from "./keep-bus-letter.ts";

const store = testStore();

const event = (id: string): DomainEvent => ({
  id,
  type: "subscription.approved",
  at: new Date(NOW).toISOString(),
  actor: "ana@acme.test",
  team: "acme",
});
const letters = () =>
  deadLettersIn({ stores: store().stores, now: () => NOW, commit: (now) => store().commitWith({ now }) });

const workOf = (admin: boolean): PlatformWork => ({
  ...Object.create(null),
  caller: aPerson("ana@acme.test", admin),
  now: NOW,
  random: randomBytes,
  stores: store().stores,
  commit: store().commit,
});
const all = async () => (await listDeadLetters(workOf(true), { limit: 200 })).items;
const outbox = async () => {
  const table = outboxTable(store());
  const waiting = await Promise.all(table.shards.map((shard) => table.waiting(shard, 100)));
  return waiting.flat().map(({ id }) => id);
};

describe("dead letters", () => {
  it("are no business of anybody but admins", async () => {
    await expect(listDeadLetters(workOf(false), { limit: 1 })).rejects.toMatchObject({ code: "forbidden" });
    await expect(replayDeadLetter(workOf(false), "ddl_1")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("hold one thing once, however often and by however many it is given up", async () => {
    const letter = {
      target: { kind: "bus", listener: "notify" } as const,
      reason: "down",
      event: event("evt_1"),
    };
    await Promise.all(Array.from({ length: 5 }, () => letters().keep(letter)));
    const kept = (await all()).filter((each) => each.event?.id === "evt_1");
    expect(kept.length).toBe(1);
    await letters().keep({ ...letter, target: { kind: "bus", listener: "webhooks" } });
    expect((await all()).filter((each) => each.event?.id === "evt_1").length).toBe(2);
  });

  it("say how it failed the last time, in a bounded way", async () => {
    const letter = { target: { kind: "bus", listener: "notify" } as const, event: event("evt_2") };
    await letters().keep({ ...letter, reason: "first" });
    await letters().keep({ ...letter, reason: "x".repeat(100_000) });
    const kept = (await all()).find((each) => each.event?.id === "evt_2");
    expect(kept?.reason).toHaveLength(500);
  });

  it("have a refused mail sent again, although it counts as sent", async () => {
    const sent = sentTable(store(), () => NOW);
    await sent.markSent("evt_3#decision#bob@acme.test");
    await letters().keep({
      target: { kind: "mail", key: "evt_3#decision#bob@acme.test", to: "bob@acme.test" },
      reason: "no such mailbox",
      event: event("evt_3"),
    });
    const kept = (await all()).find((each) => each.event?.id === "evt_3");
    const again = await replayDeadLetter(workOf(true), kept?.id ?? "");
    expect(again.replayedAt).toBe(new Date(NOW).toISOString());
    expect(await sent.standing("evt_3#decision#bob@acme.test")).toBe("new");
    expect(await outbox()).toContain("evt_3");
  });

  it("cannot send again a record that is no event", async () => {
    const input = { detail: "not an event" };
    await keepBusLetter(letters(), { listener: "notify", input, reason: "unreadable" });
    const kept = (await all()).find((each) => each.reason === "unreadable");
    await expect(replayDeadLetter(workOf(true), kept?.id ?? "")).rejects.toMatchObject({
      code: "invalid-transition",
    });
  });
});

describe("a message of the queue of dead letters", () => {
  const { type, ...detail } = event("evt_9");
  const input = { source: "latchkey", "detail-type": type, detail };

  it("is what Lambda leaves of a call that failed", () => {
    const body = JSON.stringify({
      requestContext: {
        functionArn: "arn:aws:lambda:eu-west-1:1:function:latchkey-prod-notify:$LATEST",
        condition: "RetriesExhausted",
      },
      requestPayload: input,
      responsePayload: { errorMessage: "down" },
    });
    expect(busLetterOf({ body, messageAttributes: {} })).toEqual({
      listener: "latchkey-prod-notify",
      input,
      reason: "down",
    });
  });

  it("or what EventBridge could not hand over", () => {
    const attribute = (stringValue: string) => ({ stringValue, dataType: "String" });
    const messageAttributes = {
      RULE_ARN: attribute("arn:aws:events:eu-west-1:1:rule/latchkey/Notify"),
      ERROR_MESSAGE: attribute("throttled"),
    };
    expect(busLetterOf({ body: JSON.stringify(input), messageAttributes })).toEqual({
      listener: "Notify",
      input,
      reason: "throttled",
    });
  });

  it("or what a queue gave up", () => {
    const attributes = { DeadLetterQueueSourceArn: "arn:aws:sqs:eu-west-1:1:latchkey-prod-NotifyQueue" };
    expect(busLetterOf({ body: JSON.stringify(input), messageAttributes: {}, attributes })).toEqual({
      listener: "latchkey-prod-NotifyQueue",
      input,
      reason: "not taken",
    });
  });
});
