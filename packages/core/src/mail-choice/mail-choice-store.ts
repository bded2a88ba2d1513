import type { MailChoice } from "./mail-choice.ts";

export interface MailChoiceStore {
  /** Read consistently. */
  mailChoice(email: string): Promise<MailChoice | undefined>;
}
