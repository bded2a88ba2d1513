import * as z from "zod/mini";
import { textIn, type Variable } from "./settings-environment.ts";
import { email, host } from "./settings-patterns.ts";

/** Who mail is from. */
export const senderFields = {
  /** Mail is sent from this address, or from `latchkey@` this domain. SES asks its owner to confirm it. */
  sender: z.union([email, host], "an e-mail address or a domain"),
};

export const senderVariables = {
  sender: textIn("LATCHKEY_SENDER"),
} satisfies Record<keyof typeof senderFields, Variable>;
