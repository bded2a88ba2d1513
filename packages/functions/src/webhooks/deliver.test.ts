import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { testStore } from "@latchkey/aws/testing/test-store";
import { deadLettersIn } from "@latchkey/core/dead-letter/keep-dead-letter";
import { change } from "@latchkey/core/testing/changes";
import { keysOf, NOW } from "@latchkey/core/testing/records";
import type { Webhook } from "@latchkey/core/webhook/webhook";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { quietLog } from "../testing/quiet-log.ts";
import type { AttemptDependencies } from "./attempt-delivery.ts";
import { createDeliverDue } from "./create-deliver-due.ts";
import { createDeliverEvent } from "./create-deliver-event.ts";
import { busEvent, ring, storedWebhook } from "./deliver.fixture.ts";
import type { Message, Sent } from "./send-webhook.ts";

const store = testStore();
beforeAll(() => {
  // What a run may take is measured by it: on a busy machine too it is as long as a test says.
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterAll(() => {
  vi.useRealTimers();
});

const OK: Sent = { outcome: { delivered: true, status: 200 }, slow: false };
const SLOW: Sent = {
  outcome: { delivered: false, error: "the receiver did not answer in time" },
  slow: true,
};

let now = NOW;
let sent: Message[] = [];
let measured: string[] = [];
let answer: (message: Message) => Promise<Sent> = async () => OK;
const slow = new Set<string>();
beforeEach(() => {
  sent = [];
  measured = [];
  answer = async () => OK;
  slow.clear();
});

const dependencies = (): AttemptDependencies & { stores: TestStore["stores"]; portalUrl: string } => ({
  portalUrl: "https://portal.example",
  stores: store().stores,
  keys: keysOf(ring),
  now: () => now,
  commit: (at) => store().commitWith({ now: at }),
  send: async (message) => {
    sent.push(message);
    return answer(message);
  },
  health: { isSlow: async (id) => slow.has(id), markSlow: async (id) => void slow.add(id) },
  deadLetters: deadLettersIn({
    stores: store().stores,
    now: () => now,
    commit: (at) => store().commitWith({ now: at }),
  }),
  log: quietLog,
  measure: (_at, metrics) => measured.push(...metrics.map(({ name }) => name)),
});

const deliveries = async (webhook: Webhook) =>
  (await store().stores.deliveriesOf(webhook.id, {}, { limit: 200 })).items;

describe("an event that comes again", () => {
  it("is sent once, ten times at once and once more later", async () => {
    const webhook = await storedWebhook(store());
    const event = busEvent(webhook.team);
    const deliver = createDeliverEvent(dependencies());
    await Promise.all(Array.from({ length: 10 }, () => deliver(event)));
    await deliver(event);
    expect(sent.length).toBe(1);
    expect((await deliveries(webhook)).length).toBe(1);
  });

  it("is resumed where it was left, when its first attempt was lost with the process that made it", async () => {
    const webhook = await storedWebhook(store());
    const event = busEvent(webhook.team);
    answer = () => Promise.reject(new Error("the process died"));
    await expect(createDeliverEvent(dependencies())(event)).rejects.toThrow();
    answer = async () => OK;
    await createDeliverDue(dependencies())();
    expect(sent.length).toBe(1);
    now += 60_000;
    await createDeliverDue(dependencies())();
    expect(sent.length).toBe(2);
    expect(await deliveries(webhook)).toMatchObject([{ status: "delivered", attempts: 2 }]);
    expect(new Set(sent.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });
});

describe("an event that no rule matches", () => {
  it.each([
    ["internal", "subscription.reminder"],
    ["unknown", "something.else"],
  ])("is not sent: %s", async (_what, type) => {
    const webhook = await storedWebhook(store(), { events: [type] });
    await createDeliverEvent(dependencies())(busEvent(webhook.team, undefined, type));
    expect(sent).toEqual([]);
  });
});

describe("a secret that was moved", () => {
  it("to another webhook signs nothing", async () => {
    const one = await storedWebhook(store());
    const other = await storedWebhook(store(), { sealedSecret: one.sealedSecret });
    slow.add(other.id);
    await createDeliverEvent(dependencies())(busEvent(other.team));
    await createDeliverDue(dependencies())();
    expect(sent).toEqual([]);
    expect(await deliveries(other)).toMatchObject([{ lastError: "the secret cannot be opened" }]);
  });
});

describe("the job", () => {
  it("claims each attempt, so that several of it at one time send nothing twice", async () => {
    const webhooks = await Promise.all(Array.from({ length: 5 }, () => storedWebhook(store())));
    for (const { id } of webhooks) slow.add(id);
    const deliver = createDeliverEvent(dependencies());
    for (const { team } of webhooks) for (const _each of [1, 2, 3]) await deliver(busEvent(team));
    expect(sent).toEqual([]);
    await Promise.all(Array.from({ length: 4 }, () => createDeliverDue(dependencies())()));
    expect(sent.length).toBe(15);
  });

  it("serves everybody while one receiver takes its time, and puts off the rest of that one's", async () => {
    const [hanging, well] = [await storedWebhook(store()), await storedWebhook(store())];
    for (const { id } of [hanging, well]) slow.add(id);
    const deliver = createDeliverEvent(dependencies());
    for (let each = 0; each < 20; each += 1) await deliver(busEvent(hanging.team));
    await deliver(busEvent(well.team));
    answer = async ({ url }) => {
      if (url !== hanging.url) return OK;
      vi.advanceTimersByTime(5001);
      return SLOW;
    };
    await createDeliverDue(dependencies())();
    expect(sent.filter(({ url }) => url === hanging.url).length).toBe(1);
    expect(await deliveries(well)).toMatchObject([{ status: "delivered" }]);
    const waiting = await deliveries(hanging);
    expect(waiting.every(({ status }) => status === "waiting")).toBe(true);
    expect(waiting.filter(({ attempts }) => attempts === 0).length).toBe(19);
  });

  it("gives up after seven attempts, and tells operators once", async () => {
    const aDay = async () => {
      for (let hours = 0; hours < 24; hours += 1) {
        now += 3_600_000;
        await createDeliverDue(dependencies())();
      }
    };
    await aDay();
    measured = [];
    const webhook = await storedWebhook(store());
    const failed: Sent = { outcome: { delivered: false, error: "500" }, slow: false };
    answer = async ({ url }) => (url === webhook.url ? failed : OK);
    await createDeliverEvent(dependencies())(busEvent(webhook.team));
    await aDay();
    expect(await deliveries(webhook)).toMatchObject([{ status: "dead", attempts: 7 }]);
    expect(measured).toEqual(["WebhooksGivenUp"]);
  });

  it("sends nothing more to a webhook that was disabled or deleted", async () => {
    const [disabled, deleted] = [await storedWebhook(store()), await storedWebhook(store())];
    for (const { id } of [disabled, deleted]) slow.add(id);
    for (const { team } of [disabled, deleted]) await createDeliverEvent(dependencies())(busEvent(team));
    await store().commit(
      change(
        {
          write: "replace",
          record: { kind: "webhook", value: { ...disabled, status: "disabled", revision: 2 } },
        },
        { write: "erase", record: { kind: "webhook", value: deleted }, tombstone: false },
      ),
    );
    await createDeliverDue(dependencies())();
    expect(sent.filter(({ url }) => url === disabled.url || url === deleted.url)).toEqual([]);
    expect(await deliveries(disabled)).toMatchObject([{ status: "dead", attempts: 0 }]);
    expect(await deliveries(deleted)).toMatchObject([{ status: "dead", attempts: 0 }]);
  });
});
