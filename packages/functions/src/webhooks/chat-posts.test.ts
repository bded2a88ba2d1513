import { randomBytes } from "node:crypto";
import { storedApplication } from "@latchkey/aws/testing/stored-application";
import { testStore } from "@latchkey/aws/testing/test-store";
import { deadLettersIn } from "@latchkey/core/dead-letter/keep-dead-letter";
import type { EventType } from "@latchkey/core/event/event";
import { seal } from "@latchkey/core/key-ring/seal";
import type { Service } from "@latchkey/core/service/service";
import { carryOut } from "@latchkey/core/subscription/carry-out";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { change } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { keysOf, NOW } from "@latchkey/core/testing/records";
import { RETRY_AFTER } from "@latchkey/core/webhook/delivery";
import { beforeEach, describe, expect, it } from "vitest";
import { quietLog } from "../testing/quiet-log.ts";
import { createDeliverDue } from "./create-deliver-due.ts";
import { createDeliverEvent } from "./create-deliver-event.ts";
import { ring } from "./deliver.fixture.ts";
import type { Message, Sent } from "./send-webhook.ts";

const store = testStore();
const SLACK = "https://hooks.slack.com/services/T/B/secret";
const OK: Sent = { outcome: { delivered: true, status: 200 }, slow: false };
const FAILED: Sent = {
  outcome: { delivered: false, status: 500, error: "the receiver answered 500" },
  slow: true,
};

let now = NOW;
let sent: Message[] = [];
let answer = OK;
beforeEach(() => {
  now = NOW;
  sent = [];
  answer = OK;
});

const dependencies = () => {
  const commit = (at: number) => store().commitWith({ now: at });
  const moment = () => now;
  return {
    stores: store().stores,
    keys: keysOf(ring),
    portalUrl: "https://portal.example",
    now: moment,
    commit,
    send: async (message: Message) => {
      sent.push(message);
      return answer;
    },
    health: { isSlow: async () => false, markSlow: async () => {} },
    deadLetters: deadLettersIn({ stores: store().stores, now: moment, commit }),
    log: quietLog,
    measure: () => {},
  };
};

/** A service with these channels, by their addresses, and an application to it. */
const applied = async (addresses: string[], fields: Partial<Subscription> = {}) => {
  const id = fresh.service("x").id;
  const chat = addresses.map((url, index) => ({
    id: `cht_${id}_${index}`,
    host: new URL(url).host,
    sealedUrl: seal(ring, url, id, randomBytes),
  }));
  return storedApplication(store(), { service: { id, chat }, subscription: fields });
};
const eventOf = ({ id, consumerTeam }: Subscription, type: EventType = "subscription.requested") => ({
  source: "latchkey",
  "detail-type": type,
  detail: {
    id: `evt_${randomBytes(8).toString("hex")}`,
    at: new Date(NOW).toISOString(),
    actor: "carl@example.com",
    team: consumerTeam,
    subscription: id,
  },
});
const replace = (value: Service) =>
  store().commit(change({ write: "replace", record: { kind: "service", value } }));

describe("An application", () => {
  it("is posted once to each channel of its service, with the link to the portal alone", async () => {
    const { subscription } = await applied([SLACK, "https://teams.example/hook"]);
    const event = eventOf(subscription);
    const deliver = createDeliverEvent(dependencies());
    await Promise.all([deliver(event), deliver(event)]);
    await deliver(event);
    expect(sent.map(({ url }) => url).sort()).toEqual([SLACK, "https://teams.example/hook"]);
    const { text, ...rest } = JSON.parse(sent[0]?.body ?? "");
    expect(rest).toEqual({});
    expect(text.split("\n").at(-1)).toBe(`https://portal.example/subscriptions/${subscription.id}`);
    expect(sent[0]?.headers).toEqual({});
  });

  it.each<[string, EventType]>([
    ["a reminder", "subscription.reminder"],
    ["an approval of several", "subscription.approval-added"],
    ["a renewal that was not asked for", "subscription.renewal-requested"],
  ])("is not posted by %s", async (_what, type) => {
    const { subscription } = await applied([SLACK]);
    const event = eventOf(subscription, type);
    await createDeliverEvent(dependencies())({ ...event, detail: { ...event.detail, application: 2 } });
    expect(sent).toEqual([]);
  });

  it("is not posted once it was decided, nor where its service has no channel", async () => {
    const { subscription } = await applied([SLACK]);
    await carryOut(
      { now: NOW, commit: store().commit },
      subscription,
      { do: "reject" },
      { actor: { kind: "person", email: "olga@example.com" } },
    );
    await createDeliverEvent(dependencies())(eventOf(subscription));
    await createDeliverEvent(dependencies())(eventOf((await applied([])).subscription));
    expect(sent).toEqual([]);
  });
});

describe("A channel that does not answer", () => {
  it("is tried again as webhooks are, then given up to a dead letter that names no address", async () => {
    answer = FAILED;
    const { service, subscription } = await applied([SLACK]);
    await createDeliverEvent(dependencies())(eventOf(subscription));
    for (const wait of RETRY_AFTER) {
      now += wait;
      await createDeliverDue(dependencies())();
    }
    expect(sent).toHaveLength(RETRY_AFTER.length + 1);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
    const { items } = await store().stores.deadLetters({ limit: 10 });
    const letter = items.find(({ target }) => target.kind === "webhook" && target.team === service.team);
    expect(letter?.reason).toContain("the receiver answered 500");
    expect(JSON.stringify(letter)).not.toContain("secret");
  });

  it("is asked no more once it was taken out of the service", async () => {
    answer = FAILED;
    const { service, subscription } = await applied([SLACK]);
    await createDeliverEvent(dependencies())(eventOf(subscription));
    const { chat = [], ...rest } = service;
    await replace({ ...rest, revision: 2 });
    now += RETRY_AFTER[0] ?? 0;
    await createDeliverDue(dependencies())();
    expect(sent).toHaveLength(1);
    const { items } = await store().stores.deliveriesOf(chat[0]?.id ?? "", {}, { limit: 10 });
    expect(items).toMatchObject([{ status: "dead", lastError: "the chat was removed from the service" }]);
  });
});
