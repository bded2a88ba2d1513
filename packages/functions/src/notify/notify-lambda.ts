import { createMailer } from "@latchkey/aws/mail/mailer";
import { sentTable } from "@latchkey/aws/stores/sent-table";
import { suppressionRecorder } from "@latchkey/aws/stores/suppression-table";
import { once } from "@latchkey/core/once";
import type { SQSBatchResponse } from "aws-lambda";
import { now } from "../composition/clock.ts";
import { controlPlane, keyRings, limits, stores, table, timing } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { measure } from "../composition/metrics.ts";
import { settings } from "../composition/settings.ts";
import { deadLetters } from "../dead-letters/keep-bus-letter.ts";
import { createNotify } from "./create-notify.ts";
import { mailSettings } from "./mail-settings.ts";
import { createTakeBatch, isQueueBatch } from "./take-batch.ts";

const notify = once(() => {
  const known = settings();
  return createNotify({
    stores: stores(),
    admins: known.LATCHKEY_ADMINS,
    timing: timing(),
    limits: limits(),
    commit: (at) => controlPlane().commit(at),
    now,
    keys: keyRings(),
    sent: sentTable(table(), now),
    suppressions: suppressionRecorder(table()),
    deadLetters: deadLetters(),
    mailer: createMailer({ smtpUrl: known.SMTP_URL, configurationSet: known.LATCHKEY_CONFIGURATION_SET }),
    mail: mailSettings(),
    log: createLog("notify"),
    measure,
  });
});

const takeBatch = once(() => createTakeBatch(notify(), { log: createLog("notify"), measure, now }));

/** Invoked with an event of the bus that `NOTIFY_RULE` lets through, or with a batch of them from `NOTIFY_QUEUE`. */
export const handler = async (input: unknown): Promise<SQSBatchResponse | undefined> => {
  if (isQueueBatch(input)) return takeBatch()(input);
  await notify()(input);
  return undefined;
};
