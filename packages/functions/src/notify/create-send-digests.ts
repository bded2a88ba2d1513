import { digestKey } from "@latchkey/core/mail/waiting-mail";
import type { DigestStore, StoredDigest } from "@latchkey/core/notification/digest-store";
import type { SuppressionStore } from "@latchkey/core/suppression/suppression";
import type { MailSettings } from "../mail/compose-mail.tsx";
import { type SendDependencies, sendMail } from "./send-mail.ts";

export interface DigestDependencies extends SendDependencies {
  digests: DigestStore;
  stores: SuppressionStore;
  mail: MailSettings;
}

/**
 * Sends the digests whose hour is over: one mail for each recipient and hour. What fails is left for the next run; runs
 * may overlap. Closed before it is read, so a digest that is sent again after a crash says the same.
 *
 * @throws Error when one was not sent, so that the run counts as failed.
 */
export const createSendDigests =
  (dependencies: DigestDependencies) => async (): Promise<{ sent: number }> => {
    const { digests, now, log } = dependencies;
    const run = { sent: 0, failed: 0 };
    for (const digest of await digests.due(now())) {
      try {
        if (await sendOne(dependencies, digest)) run.sent += 1;
      } catch (error) {
        run.failed += 1;
        log.error("digest-not-sent", { digest: digest.id, error });
      }
    }
    if (run.failed > 0) throw new Error(`${run.failed} digests were not sent; the log says which.`);
    return { sent: run.sent };
  };

const sendOne = async (dependencies: DigestDependencies, digest: StoredDigest): Promise<boolean> => {
  const { digests, stores, sent, now, mail: settings } = dependencies;
  if (!(await digests.close(digest, now()))) return false;
  const key = digestKey(digest);
  const mails = await digests.waiting(digest);
  // An erased person has a pseudonym in the place of the address.
  const isReached = digest.to.includes("@") && (await stores.suppressions([digest.to])).length === 0;
  if (mails.length > 0 && isReached && (await sent.standing(key)) !== "done") {
    const { mailOf } = await import("../mail/compose-mail.tsx");
    const { digestMail } = await import("../mail/digest-mail.ts");
    const mail = mailOf(digestMail(mails), { to: digest.to, key }, settings, { kind: "digest" });
    await sendMail(dependencies, { key, kind: "digest", mail });
  }
  await digests.finish(digest, now());
  return true;
};
