import { describe, expect, it } from "vitest";
import { freshName, making } from "../support/making.ts";
import { asRoot, eventually } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

const KILLS = 4;

/** What a client was told, and therefore relies on. */
interface Acknowledged {
  consumers: Map<string, { revision: number; description?: string }>;
  subscriptions: Map<string, string>;
}

interface Mail {
  to: string[] | string;
  subject: string;
  text: string;
}

const inboxOf = async (latchkey: RunningLatchkey): Promise<Mail[]> => {
  const response = await fetch(`${latchkey.control}/_local/inbox.json`);
  const mails: Mail[] = await response.json();
  return mails;
};

/** Writes without a pause until the other side is gone; remembers what was acknowledged, and only that. */
const writeUntilGone = async (
  latchkey: RunningLatchkey,
  service: string,
  told: Acknowledged,
): Promise<void> => {
  const root = asRoot(latchkey);
  const make = making(root);
  for (;;) {
    try {
      const consumer = await make.consumer("acme", { description: "first" });
      told.consumers.set(consumer.id, consumer);
      const subscription = await make.apply(consumer, service, { reason: freshName("reason") });
      told.subscriptions.set(subscription.id, subscription.reason);
      const { body, status } = await root("PATCH", `/v1/consumers/${consumer.id}`, { description: "second" });
      if (status === 200) told.consumers.set(consumer.id, body);
    } catch {
      // The connection broke, or the answer was cut: no client got a result.
      return;
    }
  }
};

const hasTold = (told: Acknowledged, count: number) =>
  eventually(
    async () => told.consumers.size,
    (size) => size >= count,
  );

describe("Latchkey, killed with kill -9 while clients write", () => {
  it("has kept every change that it acknowledged, and mails each, over and over", async () => {
    let latchkey = await startLatchkey();
    const make = making(asRoot(latchkey));
    await make.team({ slug: "acme" });
    const { slug } = await make.service("acme", { approvers: ["approver@acme.test"] });
    const told: Acknowledged = { consumers: new Map(), subscriptions: new Map() };

    for (let kills = 0; kills < KILLS; kills += 1) {
      const writers = Array.from({ length: 4 }, () => writeUntilGone(latchkey, slug, told));
      // At another moment each time, in the middle of their work.
      await hasTold(told, told.consumers.size + 5 + Math.floor(Math.random() * 20));
      await latchkey.stop("SIGKILL");
      await Promise.all(writers);
      latchkey = await latchkey.restart();
    }

    const root = asRoot(latchkey);
    for (const [id, known] of told.consumers) {
      const { status, body } = await root("GET", `/v1/consumers/${id}`);
      expect(status).toBe(200);
      expect(body.revision).toBeGreaterThanOrEqual(known.revision);
      if (body.revision === known.revision) expect(body).toEqual(known);
    }
    for (const id of told.subscriptions.keys())
      expect((await root("GET", `/v1/subscriptions/${id}`)).body.status).toBe("pending");

    const reasons = [...told.subscriptions.values()];
    const isTold = (mails: readonly Mail[], reason: string) =>
      mails.some(({ text }) => new RegExp(`\\b${reason}\\b`).test(text));
    await eventually(
      () => inboxOf(latchkey),
      (mails) => reasons.every((reason) => isTold(mails, reason)),
    );
    await latchkey[Symbol.asyncDispose]();
  });
});

describe("Latchkey, asked to stop", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "ends with code 0 at %s, also under load, and loses nothing",
    async (signal) => {
      const latchkey = await startLatchkey();
      const make = making(asRoot(latchkey));
      await make.team({ slug: "acme" });
      const { slug } = await make.service("acme", { approvers: ["approver@acme.test"] });
      const told: Acknowledged = { consumers: new Map(), subscriptions: new Map() };
      const writers = Array.from({ length: 4 }, () => writeUntilGone(latchkey, slug, told));
      await hasTold(told, 10);
      expect(await latchkey.stop(signal)).toBe(0);
      await Promise.all(writers);
      const restarted = await latchkey.restart();
      for (const id of told.consumers.keys())
        expect((await asRoot(restarted)("GET", `/v1/consumers/${id}`)).status).toBe(200);
      await restarted[Symbol.asyncDispose]();
    },
  );

  it("ends as well with nothing to do, and while a client only holds a connection open", async () => {
    const latchkey = await startLatchkey();
    const held = fetch(`${latchkey.control}/healthz`, { keepalive: true });
    await (await held).text();
    expect(await latchkey.stop()).toBe(0);
    await latchkey[Symbol.asyncDispose]();
  });
});

describe("Latchkey in its normal running", () => {
  it("mails each application to its approver exactly once", async () => {
    const latchkey = await startLatchkey();
    const make = making(asRoot(latchkey));
    await make.team({ slug: "acme" });
    const { slug } = await make.service("acme", { approvers: ["approver@acme.test"] });
    const reasons = Array.from({ length: 10 }, () => freshName("reason"));
    const apply = async (reason: string) => make.apply(await make.consumer("acme"), slug, { reason });
    for (const reason of reasons) await apply(reason);
    const of = (mails: readonly Mail[], reason: string) =>
      mails.filter(({ text }) => new RegExp(`\\b${reason}\\b`).test(text)).length;
    const told = (all: readonly string[]) =>
      eventually(
        () => inboxOf(latchkey),
        (mails) => all.every((reason) => of(mails, reason) > 0),
      );
    await told(reasons);
    // A duplicate would arrive before the events of the later requests.
    const last = freshName("reason");
    await apply(last);
    const mails = await told([last]);
    expect(reasons.map((reason) => of(mails, reason))).toEqual(reasons.map(() => 1));
    await latchkey[Symbol.asyncDispose]();
  });
});
