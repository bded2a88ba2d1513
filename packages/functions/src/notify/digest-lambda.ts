import { createMailer } from "@latchkey/aws/mail/mailer";
import { digestTable } from "@latchkey/aws/stores/digest-table";
import { sentTable } from "@latchkey/aws/stores/sent-table";
import { suppressionRecorder, suppressionTable } from "@latchkey/aws/stores/suppression-table";
import { once } from "@latchkey/core/once";
import { now } from "../composition/clock.ts";
import { table } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { measure } from "../composition/metrics.ts";
import { settings } from "../composition/settings.ts";
import { deadLetters } from "../dead-letters/keep-bus-letter.ts";
import { createSendDigests } from "./create-send-digests.ts";
import { mailSettings } from "./mail-settings.ts";

const sendDigests = once(() =>
  createSendDigests({
    digests: digestTable(table()),
    stores: suppressionTable(table()),
    sent: sentTable(table(), now),
    now,
    mailer: createMailer({
      smtpUrl: settings().SMTP_URL,
      configurationSet: settings().LATCHKEY_CONFIGURATION_SET,
    }),
    suppressions: suppressionRecorder(table()),
    deadLetters: deadLetters(),
    mail: mailSettings(),
    log: createLog("digest"),
    measure,
  }),
);

/** Invoked every minute; what it is invoked with does not matter. */
export const handler = (): Promise<{ sent: number }> => sendDigests()();
