import { GetAccountCommand, GetEmailIdentityCommand } from "@aws-sdk/client-sesv2";
import type { Settings } from "../settings-groups.ts";
import type { Clients } from "./clients.ts";
import { errorName, type Finding, look, ok, refused } from "./finding.ts";

/** Whether SES sends to anybody, and whether the sender's identity is there, or free to be made, as the settings have it. */
export const askMail = async (
  { ses }: Pick<Clients, "ses">,
  { sender, senderIdentity }: Settings,
): Promise<Finding[]> => [
  await askAccount(ses),
  senderIdentity === "existing" ? await askExisting(ses, sender) : await askFree(ses, sender),
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

const ABOUT = "the sender's identity";

const askFree = async (ses: Clients["ses"], sender: string): Promise<Finding> =>
  (await verifiedOf(ses, sender)) === undefined
    ? ok(ABOUT, `${sender} is none yet: the deploy makes it.`)
    : look(
        ABOUT,
        `${sender} is one already.`,
        "Where this stage has not made it, set senderIdentity to existing: SES refuses to make it twice.",
      );

const askExisting = async (ses: Clients["ses"], sender: string): Promise<Finding> => {
  const verified = await verifiedOf(ses, sender);
  if (verified === undefined)
    return refused(
      ABOUT,
      `${sender} is none.`,
      "Set senderIdentity to create, or make it known to SES first.",
    );
  return verified
    ? ok(ABOUT, `${sender} is one, and verified.`)
    : look(ABOUT, `${sender} is one, and not verified.`, "No mail is sent until its owner confirms it.");
};

/** Whether the sender is verified; undefined when SES does not know it. */
const verifiedOf = async (ses: Clients["ses"], EmailIdentity: string): Promise<boolean | undefined> => {
  try {
    const { VerifiedForSendingStatus } = await ses.send(new GetEmailIdentityCommand({ EmailIdentity }));
    return VerifiedForSendingStatus === true;
  } catch (error) {
    if (errorName(error) !== "NotFoundException") throw error;
    return undefined;
  }
};
