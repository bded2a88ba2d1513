import type { DeadLetterRecord } from "@latchkey/core/dead-letter/dead-letter";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import { caseDigestKey, type WaitingCase } from "@latchkey/core/mail/waiting-case";
import { caseDigest } from "@latchkey/core/notification/case-digest";
import type { DigestStore } from "@latchkey/core/notification/digest-store";
import type { NotificationReads } from "@latchkey/core/notification/notification-reads";
import { carryOver } from "@latchkey/core/notification/put-off-case";
import type { Commit } from "@latchkey/core/store/change";
import type { MailSettings } from "../mail/compose-mail.tsx";
import { runDigests } from "./run-digests.ts";
import type { SendDependencies } from "./send-mail.ts";

export interface CaseDigestDependencies extends SendDependencies, Omit<NotificationReads, "now"> {
  digests: DigestStore<WaitingCase>;
  keys: KeyRings;
  commit(now: number): Commit<DeadLetterRecord>;
  mail: MailSettings;
}

/**
 * Sends the mails of the day to those who have chosen so. What had no room is carried over before the mail is sent: after a crash in
 * between it stands in both at worst, and in none of them never.
 */
export const createSendCaseDigests =
  (dependencies: CaseDigestDependencies) => async (): Promise<{ sent: number }> =>
    runDigests<WaitingCase>({
      ...dependencies,
      keyOf: caseDigestKey,
      mailOf: async (digest, waiting, key) => {
        const { to } = digest;
        const reads = { ...dependencies, now: dependencies.now() };
        const { asked, later } = await caseDigest(waiting, to, reads);
        await carryOver(dependencies, digest, later);
        if (asked.length === 0) return undefined;
        const { mailOf } = await import("../mail/compose-mail.tsx");
        const { caseDigestMail } = await import("../mail/case-digest-mail.ts");
        const ring = await dependencies.keys.ring("link");
        const content = caseDigestMail(asked, later.length, dependencies.mail, ring);
        return mailOf(content, { to, key }, dependencies.mail, { kind: "digest" });
      },
    });
