import { GetAccountCommand, GetEmailIdentityCommand } from "@aws-sdk/client-sesv2";
import type { Settings } from "../settings-groups.ts";
import type { Clients } from "./clients.ts";
import { errorName, type Finding, look, ok, refused } from "./finding.ts";

/** Whether SES sends to anybody, and whether the sender's identity is free to be made. */
export const askMail = async ({ ses }: Pick<Clients, "ses">, { sender }: Settings): Promise<Finding[]> => [
  await askAccount(ses),
  await askIdentity(ses, sender),
];

const askAccount = async (ses: Clients["ses"]): Promise<Finding> => {
  const { ProductionAccessEnabled, SendingEnabled, EnforcementStatus } = await ses.send(
    new GetAccountCommand(),
  );
  if (SendingEnabled === false)
    return refused(
      "SES",
      `Sending is switched off (${EnforcementStatus}).`,
      "Nobody would be mailed: answer AWS's review first.",
    );
  return ProductionAccessEnabled
    ? ok("SES", "It sends to any address.")
    : look(
        "SES",
        "It is in its sandbox and sends to verified addresses only.",
        "Ask AWS for production access (SES, Account dashboard).",
      );
};

const askIdentity = async (ses: Clients["ses"], sender: string): Promise<Finding> => {
  try {
    const { VerifiedForSendingStatus } = await ses.send(
      new GetEmailIdentityCommand({ EmailIdentity: sender }),
    );
    return look(
      "the sender's identity",
      `${sender} is one already, ${VerifiedForSendingStatus ? "verified" : "not verified"}.`,
      "It is this stage's own, or somebody else's: docs/deploy.md says how a stage sends from an identity that it did not make.",
    );
  } catch (error) {
    if (errorName(error) !== "NotFoundException") throw error;
    return ok("the sender's identity", `${sender} is none yet: the deploy makes it.`);
  }
};
