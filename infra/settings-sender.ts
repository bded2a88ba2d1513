import * as z from "zod/mini";
import { textIn, type Variable } from "./settings-environment.ts";
import { email, host } from "./settings-patterns.ts";

/** Who mail is from. */
export const senderFields = {
  /** Mail is sent from this address, or from `latchkey@` this domain. SES asks its owner to confirm it. */
  sender: z.union([email, host], "an e-mail address or a domain"),
  /** Whether the stage makes the sender known to SES, or somebody else has and goes on to own it. */
  senderIdentity: z.enum(["create", "existing"], "create or existing"),
  /** Written as the record `_dmarc` of a sender that is a domain. Without: no record is made. */
  dmarc: z.optional(
    z
      .string()
      .check(z.regex(/^v=DMARC1; ?p=(?:none|quarantine|reject)\b[ -~]{0,400}$/, "like v=DMARC1; p=reject")),
  ),
};
type Sender = z.infer<z.ZodMiniObject<typeof senderFields>>;

export const SENDER_DEFAULTS = { senderIdentity: "create" } as const;

export const senderVariables = {
  sender: textIn("LATCHKEY_SENDER"),
  senderIdentity: textIn("LATCHKEY_SENDER_IDENTITY"),
  dmarc: textIn("LATCHKEY_DMARC"),
} satisfies Record<keyof typeof senderFields, Variable>;

export const senderContradictions = ({ sender, senderIdentity, dmarc }: Sender): string[] =>
  dmarc === undefined || (senderIdentity === "create" && !sender.includes("@"))
    ? []
    : ["dmarc is a record of a domain that the stage makes known to SES: give it with such a sender only."];
