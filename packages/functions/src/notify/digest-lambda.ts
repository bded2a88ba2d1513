import { createMailer } from "@latchkey/aws/mail/mailer";
import { caseDigestTable, digestTable } from "@latchkey/aws/stores/digest-table";
import { sentTable } from "@latchkey/aws/stores/sent-table";
import { suppressionRecorder } from "@latchkey/aws/stores/suppression-table";
import { once } from "@latchkey/core/once";
import { now } from "../composition/clock.ts";
import { controlPlane, keyRings, stores, table, timing } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { measure } from "../composition/metrics.ts";
import { settings } from "../composition/settings.ts";
import { deadLetters } from "../dead-letters/keep-bus-letter.ts";
import { createSendCaseDigests } from "./create-send-case-digests.ts";
import { createSendDigests } from "./create-send-digests.ts";
import { mailSettings } from "./mail-settings.ts";

const runs = once(() => {
  const known = settings();
  const shared = {
    stores: stores(),
    sent: sentTable(table(), now),
    now,
    mailer: createMailer({ smtpUrl: known.SMTP_URL, configurationSet: known.LATCHKEY_CONFIGURATION_SET }),
    suppressions: suppressionRecorder(table()),
    deadLetters: deadLetters(),
    mail: mailSettings(),
    log: createLog("digest"),
    measure,
  };
  return [
    createSendDigests({ ...shared, digests: digestTable(table()) }),
    createSendCaseDigests({
      ...shared,
      digests: caseDigestTable(table()),
      admins: known.LATCHKEY_ADMINS,
      timing: timing(),
      keys: keyRings(),
      commit: (at) => controlPlane().commit(at),
    }),
  ];
});

/**
 * Invoked every minute; what it is invoked with does not matter. One kind of digests that fails does not keep the other from being
 * sent.
 */
export const handler = async (): Promise<{ sent: number }> => {
  const outcomes = await Promise.allSettled(runs().map((run) => run()));
  const failures = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  if (failures.length > 0) throw new AggregateError(failures, "Digests were not sent; the log says which.");
  return {
    sent: outcomes.reduce((sum, each) => sum + (each.status === "fulfilled" ? each.value.sent : 0), 0),
  };
};
