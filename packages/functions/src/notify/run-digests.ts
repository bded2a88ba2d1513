import type { Digest } from "@latchkey/core/mail/waiting-mail";
import type { DigestStore, StoredDigest } from "@latchkey/core/notification/digest-store";
import type { Mail } from "@latchkey/core/notification/mailer";
import type { SuppressionStore } from "@latchkey/core/suppression/suppression";
import { type SendDependencies, sendMail } from "./send-mail.ts";

/** One kind of digests. */
export interface DigestKind<Waiting> extends SendDependencies {
  digests: DigestStore<Waiting>;
  stores: SuppressionStore;
  keyOf(digest: Digest): string;
  /** Nothing where none of what waited is to be told any more. Called again after a crash. */
  mailOf(digest: Digest, waiting: Waiting[], key: string): Promise<Mail | undefined>;
}

/**
 * Sends the digests that are due: one mail for each. What fails is left for the next run; runs may overlap. Closed before it
 * is read, so nothing is put into a digest that is under way.
 *
 * @throws Error when one was not sent, so that the run counts as failed.
 */
export const runDigests = async <Waiting>(kind: DigestKind<Waiting>): Promise<{ sent: number }> => {
  const { digests, now, log } = kind;
  const run = { sent: 0, failed: 0 };
  for (const digest of await digests.due(now())) {
    try {
      if (await sendOne(kind, digest)) run.sent += 1;
    } catch (error) {
      run.failed += 1;
      log.error("digest-not-sent", { digest: digest.id, error });
    }
  }
  if (run.failed > 0) throw new Error(`${run.failed} digests were not sent; the log says which.`);
  return { sent: run.sent };
};

const sendOne = async <Waiting>(kind: DigestKind<Waiting>, digest: StoredDigest): Promise<boolean> => {
  const { digests, stores, sent, now, keyOf, mailOf } = kind;
  if (!(await digests.close(digest, now()))) return false;
  const key = keyOf(digest);
  const waiting = await digests.waiting(digest);
  // An erased person has a pseudonym in the place of the address.
  const isReached = digest.to.includes("@") && (await stores.suppressions([digest.to])).length === 0;
  if (waiting.length > 0 && isReached && (await sent.standing(key)) !== "done") {
    const mail = await mailOf(digest, waiting, key);
    if (mail) await sendMail(kind, { key, kind: "digest", mail });
  }
  await digests.finish(digest, now());
  return true;
};
