import * as z from "zod/mini";
import { ResourceFields } from "../resource.ts";

/** How the applications that a person is asked to decide come: a mail for each, or one a day that lists them. */
export const HowApplications = z.enum(["each", "daily"]);
export type HowApplications = z.infer<typeof HowApplications>;

/** What a person has chosen of its mails. A person without it gets a mail for each application. */
export const MailChoice = z.object({
  ...ResourceFields,
  /** Whose choice it is. */
  email: z.string(),
  applications: HowApplications,
});
export type MailChoice = z.infer<typeof MailChoice>;
export type MailChoiceRecord = { kind: "mail-choice"; value: MailChoice };

export const MailChoiceInput = z.strictObject({ applications: HowApplications });
export type MailChoiceInput = z.infer<typeof MailChoiceInput>;
