import { caseDigestTable, digestTable } from "@latchkey/aws/stores/digest-table";
import { sentTable } from "@latchkey/aws/stores/sent-table";
import { suppressionRecorder } from "@latchkey/aws/stores/suppression-table";
import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { deadLettersIn } from "@latchkey/core/dead-letter/keep-dead-letter";
import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import type { DomainEvent } from "@latchkey/core/event/event";
import type { DigestStore } from "@latchkey/core/notification/digest-store";
import type { Mail } from "@latchkey/core/notification/mailer";
import type { SentStore } from "@latchkey/core/notification/sent-store";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import { DEFAULT_LIMITS, type Limits } from "@latchkey/core/stage/limits";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aRing, keysOf, NOW } from "@latchkey/core/testing/records";
import { senderOf } from "@latchkey/functions/mail/mail-identity";
import { createNotify } from "@latchkey/functions/notify/create-notify";
import { createSendCaseDigests } from "@latchkey/functions/notify/create-send-case-digests";
import { createSendDigests } from "@latchkey/functions/notify/create-send-digests";
import { quietLog } from "@latchkey/functions/testing/quiet-log";
import { beforeEach } from "vitest";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

interface Circumstances {
  limits?: Partial<Limits>;
  admins?: readonly string[];
  /** Called before and after every write and every send; throws to stop the program there. */
  blow?: (port: string) => void;
}

/** What mails, over a real table, with a mailbox and a clock that is set. */
export const openPostOffice = (
  store: TestStore,
  { limits, admins = [], blow = () => {} }: Circumstances = {},
) => {
  const clock = { now: NOW };
  const now = () => clock.now;
  const mails: Mail[] = [];
  const failing = new Map<string, Error>();
  const ring = aRing("k1");
  const fused =
    <A extends unknown[], T>(port: string, run: (...input: A) => Promise<T>) =>
    async (...input: A): Promise<T> => {
      blow(`before ${port}`);
      const answer = await run(...input);
      blow(`after ${port}`);
      return answer;
    };
  const commit = (at: number): PlatformCommit => fused("commit", store.commitWith({ now: at }));
  const sent = sentTable(store, now);
  const digests = digestTable(store);
  const fusedSent: SentStore = { standing: sent.standing, markSent: fused("mark", sent.markSent) };
  const fusedDigests = <Waiting>(of: DigestStore<Waiting>): DigestStore<Waiting> => ({
    due: of.due,
    close: fused("close", of.close),
    waiting: of.waiting,
    finish: fused("finish", of.finish),
  });
  const send = async (mail: Mail) => {
    const failure = failing.get(mail.to);
    if (failure) throw failure;
    mails.push(mail);
  };
  const shared = {
    now,
    sent: fusedSent,
    mailer: { send: fused("send", send) },
    suppressions: suppressionRecorder(store),
    deadLetters: deadLettersIn({ stores: store.stores, now, commit }),
    mail: {
      sender: senderOf("Latchkey <noreply@example.com>"),
      controlUrl: "https://control.example.com",
      gatewayUrl: "https://api.example.com",
      portalUrl: "https://portal.example.com",
    },
    log: quietLog,
    measure: () => {},
    stores: store.stores,
  };
  const asking = { ...shared, admins, timing: DEFAULT_TIMING, commit, keys: keysOf(ring) };
  const notify = createNotify({ ...asking, limits: { ...DEFAULT_LIMITS, ...limits } });
  return {
    clock,
    mails,
    failing,
    digests,
    tell: ({ type, ...detail }: DomainEvent) => notify({ source: "latchkey", "detail-type": type, detail }),
    ring,
    sendDigests: createSendDigests({ ...shared, digests: fusedDigests(digests) }),
    sendCaseDigests: createSendCaseDigests({ ...asking, digests: fusedDigests(caseDigestTable(store)) }),
    subjects: () => mails.map(({ to, subject }) => `${to}: ${subject}`),
  };
};

let events = 0;

/** A team with these owners and a consumer, whose credentials come one after the other. */
export const aTeamOf = async (store: TestStore, ...owners: string[]) => {
  const team = fresh.team();
  const consumer = fresh.consumer(team.slug, { name: "web-shop" });
  await store.keep({ team, member: owners.map((email) => fresh.member(team.slug, email)) });
  await store.keep({ consumer });
  /** A credential that was made just now, and the event of it. */
  const credentialMade = async (actor: string, at = NOW): Promise<DomainEvent> => {
    events += 1;
    const number = events;
    const credential = fresh.credential(consumer.id, { name: `key-${number}` });
    await store.keep({ credential });
    return {
      id: `evt_${number}`,
      type: "credential.created",
      at: new Date(at).toISOString(),
      actor,
      team: team.slug,
      consumer: consumer.id,
      credential: credential.id,
    };
  };
  return { team, consumer, credentialMade };
};

/** Another address of a person for each test of a file: none finds what waits for another. */
export const freshAddress = (name: string): (() => string) => {
  let cases = 0;
  beforeEach(() => {
    cases += 1;
  });
  return () => `${name}@${cases}.example`;
};
