/** One mail to one recipient, ready to be sent. */
export interface Mail {
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  /** With its angle brackets (RFC 5322, section 3.6.4); the same whenever the same mail is sent again. */
  messageId: string;
  headers: Record<string, string>;
}

/** Google's header for feedback loops, `kind:team:sender`. A transport that adds one of its own takes the parts from here. */
export const FEEDBACK_ID = "Feedback-ID";

export interface Mailer {
  /**
   * Resolves when the mail was accepted for delivery.
   *
   * @throws MailRefused when trying again would not help.
   * @throws Error of any other kind when it may help later; the mail may have been accepted after all.
   */
  send(mail: Mail): Promise<void>;
}

/** This mail to this recipient is refused for good: an address that does not exist, say. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
  /** The server has no such recipient: nothing else of the mail can have been the reason. */
  readonly bounced: boolean;

  constructor(message: string, { bounced = false, ...options }: ErrorOptions & { bounced?: boolean } = {}) {
    super(message, options);
    this.bounced = bounced;
  }
}
