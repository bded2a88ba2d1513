import type { Mail, Mailer } from "@latchkey/core/notification/mailer";
import { MailRefused } from "@latchkey/core/notification/mailer";
import type { SendMailOptions } from "nodemailer/lib/mailer";
import type { MailTransport } from "./mail-transport.ts";
import { createSesClient, sesTransport } from "./ses-transport.ts";
import { smtpTransport } from "./smtp-transport.ts";

interface MailerOptions {
  /** `smtp://` or `smtps://`, with credentials. */
  smtpUrl?: string | undefined;
  /** Of SES. */
  configurationSet?: string | undefined;
}

/** Sends through SES, or through the SMTP server that is named. */
export const createMailer = ({ smtpUrl, configurationSet }: MailerOptions): Mailer =>
  mailerOver(smtpUrl ? smtpTransport(smtpUrl) : sesTransport(createSesClient(), configurationSet));

export const mailerOver = (transport: MailTransport): Mailer => ({
  send: async (mail) => {
    try {
      await transport.send(messageOf(mail));
    } catch (error) {
      if (transport.isRefusal(error))
        throw new MailRefused("The mail was refused.", { cause: error, bounced: transport.isBounce(error) });
      throw error;
    }
  },
});

/** The recipient is one address and never read as a list; nothing in a mail makes us open a file or an address. */
const messageOf = (mail: Mail): SendMailOptions => ({
  from: mail.from,
  to: { name: "", address: mail.to },
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  messageId: mail.messageId,
  headers: mail.headers,
  disableFileAccess: true,
  disableUrlAccess: true,
});
