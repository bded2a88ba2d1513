import { randomBytes } from "node:crypto";
import { dueTable } from "@latchkey/aws/stores/due-table";
import { outboxTable } from "@latchkey/aws/stores/outbox-table";
import { sentTable } from "@latchkey/aws/stores/sent-table";
import { suppressionRecorder } from "@latchkey/aws/stores/suppression-table";
import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { workOn } from "@latchkey/aws/testing/work-for-tests";
import { decideByLink } from "@latchkey/core/approval/decide-by-link";
import { deadLettersIn } from "@latchkey/core/dead-letter/keep-dead-letter";
import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import type { DomainEvent } from "@latchkey/core/event/event";
import { newKeyRing } from "@latchkey/core/key-ring/new-key-ring";
import type { Mail } from "@latchkey/core/notification/mailer";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { Refusal } from "@latchkey/core/refusal";
import type { Service } from "@latchkey/core/service/service";
import { DEFAULT_LIMITS } from "@latchkey/core/stage/limits";
import { actOnSubscription } from "@latchkey/core/subscription/act-on-subscription";
import { applyForService } from "@latchkey/core/subscription/apply-for-service";
import type { ApprovalChanges } from "@latchkey/core/subscription/grant";
import type { NewSubscription, SubscriptionAction } from "@latchkey/core/subscription/subscription-input";
import { aPerson } from "@latchkey/core/testing/callers";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { keysOf, NOW } from "@latchkey/core/testing/records";
import { createCleanup } from "@latchkey/functions/cleanup/create-cleanup";
import { createNotify } from "@latchkey/functions/notify/create-notify";
import { relayEvents } from "@latchkey/functions/relay/relay-events";
import { createSchedule } from "@latchkey/functions/schedule/create-schedule";
import { mailSettings } from "@latchkey/functions/testing/mail-settings";
import { quietLog } from "@latchkey/functions/testing/quiet-log";

export const DAY = 86_400_000;
export const HOUR = 3_600_000;

/** Called before and after every write and every send; throws to stop the program there. */
export type Fuse = (port: string) => void;
export const unbroken: Fuse = () => {};

/**
 * A consumer and a service on the real table, with every part of the program between them and a mailbox. Events on the bus
 * wait until the test delivers them.
 */
export const createWorld = async (store: TestStore, fuse: { blow: Fuse }, fields: Partial<Service> = {}) => {
  const provider = fresh.team();
  const callers = fresh.team();
  const service = fresh.service(provider.slug, {
    approvers: ["ann@example.com", "bob@example.com"],
    plans: [{ name: "month", durationDays: 31 }],
    ...fields,
  });
  const consumer = fresh.consumer(callers.slug);
  const owners = [
    fresh.member(provider.slug, "olga@example.com"),
    fresh.member(callers.slug, "sue@example.com"),
  ];
  await store.keep({ team: [provider, callers], member: owners, service, consumer });

  let now = NOW;
  const ring = newKeyRing(NOW, randomBytes);
  const keys = keysOf(ring);
  const bus: DomainEvent[] = [];
  const mails: Mail[] = [];

  /** The port with a place to stop before what it does, and one after. */
  const fused =
    <A extends unknown[], T>(name: string, run: (...input: A) => Promise<T>) =>
    async (...input: A): Promise<T> => {
      fuse.blow(`before ${name}`);
      const answer = await run(...input);
      fuse.blow(`after ${name}`);
      return answer;
    };
  const commit = (at: number): PlatformCommit => fused("commit", store.commitWith({ now: at }));
  const table = outboxTable(store);
  const sent = sentTable(store, () => now);
  const telling = {
    stores: store.stores,
    admins: [],
    timing: DEFAULT_TIMING,
    commit,
    now: () => now,
    keys,
    sent: { standing: sent.standing, markSent: fused("mark", sent.markSent) },
    mailer: { send: fused("send", async (mail: Mail) => void mails.push(mail)) },
    suppressions: suppressionRecorder(store),
    deadLetters: deadLettersIn({ stores: store.stores, now: () => now, commit }),
    mail: mailSettings,
    log: quietLog,
    measure: () => {},
  };
  const notify = createNotify({ ...telling, limits: DEFAULT_LIMITS });
  const listeners: ((event: unknown) => Promise<unknown>)[] = [];
  const cleanup = createCleanup({ stores: store.stores, now: () => now, commit, log: quietLog });
  const work = (email: string): PlatformWork =>
    workOn(store, {
      caller: aPerson(email),
      now,
      keys,
      commit: commit(now),
    });

  return {
    provider,
    callers,
    service,
    consumer,
    bus,
    mails,
    store,
    ring,
    work,
    fused,
    telling,
    /** What else hears of each event. */
    listeners,
    setNow: (after: number) => {
      now = NOW + after;
    },
    /** The current state of the only subscription. */
    subscription: () => store.stores.currentSubscription(consumer.id, service.slug),
    apply: (said: Partial<NewSubscription> = {}) =>
      applyForService(work("sue@example.com"), consumer.id, { service: service.slug, ...said }),
    act: async (email: string, action: SubscriptionAction) => {
      const current = await store.stores.currentSubscription(consumer.id, service.slug);
      return actOnSubscription(work(email), current?.id ?? "", action, {});
    },
    /** By the newest link that this approver was sent. */
    decide: (email: string, decision: "approve" | "reject", changes: ApprovalChanges = {}) => {
      const mail = mails.findLast(({ to, text }) => to === email && text.includes("/approvals/"));
      const token = /\/approvals\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
      const reads = { keys, stores: store.stores, admins: [], now, commit: commit(now) };
      return decideByLink(reads, token, { decision, sourceIp: "192.0.2.7", ...changes });
    },
    schedule: createSchedule({
      due: dueTable(store),
      stores: store.stores,
      timing: DEFAULT_TIMING,
      now: () => now,
      commit,
      log: quietLog,
    }),
    /** Puts on the bus what is in the outbox. */
    relay: async () => {
      const waiting = await Promise.all(table.shards.map((shard) => table.waiting(shard, 100)));
      for (const [at, shard] of table.shards.entries()) {
        const events = waiting[at] ?? [];
        if (events.length === 0) continue;
        const unsent = await relayEvents(
          {
            bus: {
              publish: fused("publish", async (events: readonly DomainEvent[]) => {
                bus.push(...events);
                return [];
              }),
            },
            remove: fused("remove", table.remove),
            log: quietLog,
          },
          events,
        );
        if (unsent.size > 0) throw new Error("The bus did not take everything.");
        // A removal that failed is only logged: what is left is for the sweep.
        if ((await table.waiting(shard, 1)).length > 0) throw new Error("Something is left in the outbox.");
      }
    },
    /** Hands one event to everybody who listens. */
    deliver: async ({ type, ...detail }: DomainEvent) => {
      const event = { source: "latchkey", "detail-type": type, detail };
      await notify(event);
      for (const listen of listeners) await listen(event);
      if (type === "consumer.deleted") await cleanup(event);
    },
  };
};
export type World = Awaited<ReturnType<typeof createWorld>>;

/** What a person or a program is told who does again what was done before it crashed. */
export const unlessDone = async (run: () => Promise<unknown>): Promise<void> => {
  try {
    await run();
  } catch (error) {
    const done =
      error instanceof Refusal && ["subscription-exists", "invalid-transition"].includes(error.code);
    if (!done) throw error;
  }
};
