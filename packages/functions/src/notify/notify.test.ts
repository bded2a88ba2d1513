import { sentTable } from "@latchkey/aws/stores/sent-table";
import { suppressionRecorder } from "@latchkey/aws/stores/suppression-table";
import { startTestStore, type TestStore } from "@latchkey/aws/testing/store-for-tests";
import { storedApplication } from "@latchkey/aws/testing/stored-application";
import { openApprovalLink } from "@latchkey/core/approval/approval-link";
import { deadLettersIn } from "@latchkey/core/dead-letter/keep-dead-letter";
import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import { type Mail, MailRefused } from "@latchkey/core/notification/mailer";
import { DEFAULT_LIMITS } from "@latchkey/core/stage/limits";
import { carryOut } from "@latchkey/core/subscription/carry-out";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { aRing, keysOf, NOW } from "@latchkey/core/testing/records";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { senderOf } from "../mail/mail-identity.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { createNotify, type NotifyDependencies } from "./create-notify.ts";
import { createTakeBatch } from "./take-batch.ts";

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.stop());

const ring = aRing("k1");
const APPROVERS = ["ann@example.com", "bob@example.com", "cem@example.com"];

/** An outbox of mails that can be told to fail for some recipients. */
const postOffice = () => {
  const failing = new Map<string, Error>();
  const mails: Mail[] = [];
  const send = async (mail: Mail) => {
    const failure = failing.get(mail.to);
    if (failure) throw failure;
    mails.push(mail);
  };
  return { mails, failing, send, recipients: () => mails.map((mail) => mail.to).sort() };
};

const notifyBy = (mailer: NotifyDependencies["mailer"], others: Partial<NotifyDependencies> = {}) =>
  createNotify({
    stores: store.stores,
    admins: [],
    timing: DEFAULT_TIMING,
    limits: DEFAULT_LIMITS,
    commit: (now) => store.commitWith({ now }),
    now: () => NOW,
    keys: keysOf(ring),
    sent: sentTable(store, () => NOW),
    suppressions: suppressionRecorder(store),
    deadLetters: deadLettersIn({
      stores: store.stores,
      now: () => NOW,
      commit: (now) => store.commitWith({ now }),
    }),
    mailer,
    mail: {
      sender: senderOf("Latchkey <noreply@example.com>"),
      controlUrl: "https://control.example.com",
      gatewayUrl: "",
      portalUrl: "",
    },
    log: quietLog,
    measure: () => {},
    ...others,
  });

let events = 0;
const eventAbout = (subscription: Subscription, type = "subscription.requested") => {
  events += 1;
  return {
    source: "latchkey",
    "detail-type": type,
    detail: {
      id: `evt_${events}`,
      at: new Date(NOW).toISOString(),
      actor: "carl@example.com",
      team: subscription.consumerTeam,
      subscription: subscription.id,
    },
  };
};

const applied = async (): Promise<Subscription> =>
  (await storedApplication(store, { service: { approvers: APPROVERS } })).subscription;

describe("An event that somebody hears of", () => {
  it("brings each approver one mail with a link that opens as theirs", async () => {
    const subscription = await applied();
    const post = postOffice();
    await notifyBy(post)(eventAbout(subscription));
    expect(post.recipients()).toEqual(APPROVERS);
    for (const mail of post.mails) {
      const token = /\/approvals\/(\S+)/.exec(mail.text)?.[1] ?? "";
      expect(openApprovalLink(ring, token)).toMatchObject({
        subscription: subscription.id,
        approver: mail.to,
      });
    }
  });

  it("sends nothing twice however often it comes", async () => {
    const event = eventAbout(await applied());
    const post = postOffice();
    for (let times = 0; times < 3; times += 1) await notifyBy(post)(event);
    expect(post.recipients()).toEqual(APPROVERS);
  });

  it("that comes again after a failure reaches only those who were not told", async () => {
    const event = eventAbout(await applied());
    const post = postOffice();
    post.failing.set("bob@example.com", new Error("451 try later"));
    await expect(notifyBy(post)(event)).rejects.toThrow("1 mails");
    expect(post.recipients()).toEqual(["ann@example.com", "cem@example.com"]);
    post.failing.clear();
    await notifyBy(post)(event);
    expect(post.recipients()).toEqual(APPROVERS);
  });

  it("is not held up by a recipient who is refused for good, and does not try that one again", async () => {
    const event = eventAbout(await applied());
    const post = postOffice();
    post.failing.set("ann@example.com", new MailRefused("550 no such user"));
    const measured: unknown[] = [];
    const measure: NotifyDependencies["measure"] = (_at, metrics) => measured.push(...metrics);
    await notifyBy(post, { measure })(event);
    expect(post.recipients()).toEqual(["bob@example.com", "cem@example.com"]);
    post.failing.clear();
    await notifyBy(post, { measure })(event);
    expect(post.recipients()).toEqual(["bob@example.com", "cem@example.com"]);
    expect(measured).toEqual([{ name: "MailsRefused", unit: "Count", value: 1 }]);
    const { items } = await store.stores.deadLetters({ limit: 10 });
    expect(items.map(({ target, reason, event: about }) => [target, reason, about?.id])).toEqual([
      [
        { kind: "mail", to: "ann@example.com", key: `${event.detail.id}#application#ann@example.com` },
        "550 no such user",
        event.detail.id,
      ],
    ]);
  });

  it("is not marked as told before its dead letter is kept", async () => {
    const event = eventAbout(await applied());
    const post = postOffice();
    post.failing.set("ann@example.com", new MailRefused("550 no such user"));
    const keep = () => Promise.reject(new Error("DynamoDB did not answer."));
    await expect(notifyBy(post, { deadLetters: { keep } })(event)).rejects.toThrow("1 mails");
    post.failing.clear();
    await notifyBy(post)(event);
    expect(post.recipients()).toEqual(APPROVERS);
  });

  it("sends each mail once also when it is there twice at the same moment", async () => {
    const event = eventAbout(await applied());
    const post = postOffice();
    const notify = notifyBy(post);
    await Promise.all([notify(event), notify(event), notify(event)]);
    expect(post.recipients()).toEqual(APPROVERS);
  });

  it("sends the same mail with the same Message-ID after a crash between sending and recording", async () => {
    const event = eventAbout(await applied());
    const post = postOffice();
    const table = sentTable(store, () => NOW);
    const crashing = { standing: table.standing, markSent: () => Promise.reject(new Error("crash")) };
    await expect(notifyBy(post, { sent: crashing })(event)).rejects.toThrow();
    await notifyBy(post)(event);
    const ids = post.mails.map((mail) => `${mail.to} ${mail.messageId}`);
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(3);
  });

  it("that is a decision reaches the applicant; the application's own then reaches nobody", async () => {
    const subscription = await applied();
    const work = { now: NOW, commit: store.commit };
    await carryOut(work, subscription, { do: "reject" }, { actor: "ann@example.com", reason: "No room." });
    const post = postOffice();
    await notifyBy(post)(eventAbout(subscription, "subscription.rejected"));
    await notifyBy(post)(eventAbout(subscription));
    expect(post.recipients()).toEqual(["carl@example.com"]);
    expect(post.mails[0]?.text).toContain("No room.");
  });
});

describe("A mail server that is away", () => {
  const HOUR = 3_600_000;
  const MINUTE = 60_000;

  it("for an hour keeps nobody's mail: each comes once when it is back, whoever had theirs before", async () => {
    const events = [eventAbout(await applied()), eventAbout(await applied())];
    const post = postOffice();
    const start = NOW;
    let now = start;
    const send = async (mail: Mail) => {
      // The first went through; then the server was gone for an hour.
      if (post.mails.length > 0 && now < start + HOUR) throw new Error("connect ECONNREFUSED");
      await post.send(mail);
    };
    const notify = notifyBy({ send }, { now: () => now, sent: sentTable(store, () => now) });
    const waiting = new Set(events);
    for (; waiting.size > 0 && now < start + 24 * HOUR; now += 5 * MINUTE)
      for (const event of waiting) {
        const told = await notify(event).then(
          () => true,
          () => false,
        );
        if (told) waiting.delete(event);
      }
    expect(now).toBe(start + HOUR + 5 * MINUTE);
    expect(post.recipients()).toEqual([...APPROVERS, ...APPROVERS].sort());
    expect(new Set(post.mails.map((mail) => mail.messageId)).size).toBe(6);
  });

  it("leaves what came by the queue in the queue, event by event", async () => {
    const [well, broken] = [eventAbout(await applied()), eventAbout(await applied())];
    const take = async (event: unknown) => {
      if (JSON.stringify(event) === JSON.stringify(broken)) throw new Error("451 try later");
    };
    const record = (messageId: string, body: string) =>
      ({ messageId, body }) as Parameters<ReturnType<typeof createTakeBatch>>[0]["Records"][number];
    const batch = {
      Records: [
        record("1", JSON.stringify(well)),
        record("2", JSON.stringify(broken)),
        record("3", "no JSON"),
      ],
    };
    const log = quietLog;
    const measured: unknown[] = [];
    const takeBatch = createTakeBatch(take, {
      log,
      measure: (at, metrics) => measured.push(at, ...metrics),
      now: () => NOW,
    });
    expect(await takeBatch(batch)).toEqual({
      batchItemFailures: [{ itemIdentifier: "2" }, { itemIdentifier: "3" }],
    });
    expect(measured).toEqual([NOW, { name: "MailsNotSent", unit: "Count", value: 2 }]);
    await takeBatch({ Records: batch.Records.slice(0, 1) });
    expect(measured).toHaveLength(2);
  });
});

describe("Anything else that comes", () => {
  it.each([
    ["nothing", undefined],
    ["a text", "subscription.requested"],
    ["an unknown type", { "detail-type": "subscription.exploded", detail: {} }],
    [
      "a detail without an id",
      { "detail-type": "subscription.requested", detail: { subscription: "sub_1" } },
    ],
  ])("is left alone: %s", async (_what, event) => {
    const post = postOffice();
    await notifyBy(post)(event);
    expect(post.mails).toEqual([]);
  });
});
