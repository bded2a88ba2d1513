import { digestKey, type WaitingMail } from "@latchkey/core/mail/waiting-mail";
import type { DigestStore } from "@latchkey/core/notification/digest-store";
import type { SuppressionStore } from "@latchkey/core/suppression/suppression";
import type { MailSettings } from "../mail/compose-mail.tsx";
import { runDigests } from "./run-digests.ts";
import type { SendDependencies } from "./send-mail.ts";

export interface DigestDependencies extends SendDependencies {
  digests: DigestStore;
  stores: SuppressionStore;
  mail: MailSettings;
}

/** Sends the digests whose hour is over: one mail for each recipient and hour. Sent again after a crash, one says the same. */
export const createSendDigests = (dependencies: DigestDependencies) => async (): Promise<{ sent: number }> =>
  runDigests<WaitingMail>({
    ...dependencies,
    keyOf: digestKey,
    mailOf: async ({ to }, mails, key) => {
      const { mailOf } = await import("../mail/compose-mail.tsx");
      const { digestMail } = await import("../mail/digest-mail.ts");
      return mailOf(digestMail(mails), { to, key }, dependencies.mail, { kind: "digest" });
    },
  });
