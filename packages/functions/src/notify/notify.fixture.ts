import { sentTable } from "@latchkey/aws/stores/sent-table";
import { suppressionRecorder } from "@latchkey/aws/stores/suppression-table";
import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { storedApplication } from "@latchkey/aws/testing/stored-application";
import { deadLettersIn } from "@latchkey/core/dead-letter/keep-dead-letter";
import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import type { Mail } from "@latchkey/core/notification/mailer";
import { DEFAULT_LIMITS } from "@latchkey/core/stage/limits";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { aRing, keysOf, NOW } from "@latchkey/core/testing/records";
import { mailSettings } from "../testing/mail-settings.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { createNotify, type NotifyDependencies } from "./create-notify.ts";

export const ring = aRing("k1");

export const APPROVERS = ["ann@example.com", "bob@example.com", "cem@example.com"];

/** An outbox of mails that can be told to fail for some recipients. */
export const postOffice = () => {
  const failing = new Map<string, Error>();
  const mails: Mail[] = [];
  const send = async (mail: Mail) => {
    const failure = failing.get(mail.to);
    if (failure) throw failure;
    mails.push(mail);
  };
  return { mails, failing, send, recipients: () => mails.map((mail) => mail.to).sort() };
};

let events = 0;

export const eventAbout = (subscription: Subscription, type = "subscription.requested") => {
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

/** What notifies over a store, and the applications that it tells of. */
export const notifying = (store: () => TestStore) => {
  const commit = (now: number) => store().commitWith({ now });
  return {
    applied: async (): Promise<Subscription> =>
      (await storedApplication(store(), { service: { approvers: APPROVERS } })).subscription,
    notifyBy: (mailer: NotifyDependencies["mailer"], others: Partial<NotifyDependencies> = {}) =>
      createNotify({
        stores: store().stores,
        admins: [],
        timing: DEFAULT_TIMING,
        limits: DEFAULT_LIMITS,
        commit,
        now: () => NOW,
        keys: keysOf(ring),
        sent: sentTable(store(), () => NOW),
        suppressions: suppressionRecorder(store()),
        deadLetters: deadLettersIn({ stores: store().stores, now: () => NOW, commit }),
        mailer,
        mail: mailSettings,
        log: quietLog,
        measure: () => {},
        ...others,
      }),
  };
};
