import { signApprovalLink } from "@latchkey/core/approval/approval-link";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import type { Mail } from "@latchkey/core/notification/mailer";
import type { Notification } from "@latchkey/core/notification/notification";
import { renderToStaticMarkup } from "react-dom/server";
import { applicationMail } from "./application-mail.ts";
import { decisionMail } from "./decision-mail.ts";
import type { MailContent } from "./mail-content.ts";
import { mailHeaders, messageIdOf, type Sender } from "./mail-identity.ts";
import { MailLayout } from "./mail-layout.tsx";
import { mailText } from "./mail-text.ts";
import { subjectLine } from "./plain-words.ts";

/** What mails are made with. The addresses come from configuration and have no slash at their end. */
export interface MailSettings {
  sender: Sender;
  controlUrl: string;
  gatewayUrl: string;
  portalUrl: string;
}

/** The one that mail programs know best. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

/** `linkRing` signs the approvers' links. */
export const composeMail = (notification: Notification, settings: MailSettings, linkRing: KeyRing): Mail => {
  const content = contentOf(notification, settings, linkRing);
  const subject = subjectLine(content.subject);
  return {
    from: settings.sender.from,
    to: notification.to,
    subject,
    html: DOCTYPE + renderToStaticMarkup(<MailLayout content={{ ...content, subject }} />),
    text: mailText(content),
    messageId: messageIdOf(notification.key, settings.sender),
    headers: mailHeaders(settings.sender),
  };
};

const contentOf = (notification: Notification, settings: MailSettings, linkRing: KeyRing): MailContent => {
  switch (notification.kind) {
    case "application": {
      const token = signApprovalLink(linkRing, notification.data.link);
      return applicationMail(notification.data, `${settings.controlUrl}/approvals/${token}`);
    }
    case "decision":
      return decisionMail(notification.data, settings);
  }
};
