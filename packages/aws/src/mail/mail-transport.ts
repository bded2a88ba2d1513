import type { SendMailOptions } from "nodemailer/lib/mailer";

/** A way to hand a mail over. */
export interface MailTransport {
  send(message: SendMailOptions): Promise<void>;
  /** True for an error that trying again would not help. */
  isRefusal(error: unknown): boolean;
  /** True for a refusal that says that the recipient's address does not exist. */
  isBounce(error: unknown): boolean;
}
