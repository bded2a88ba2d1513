import { signAnnouncementLink } from "@latchkey/core/announcement/announcement-link";
import { signDecidingLink } from "@latchkey/core/approval/approval-link";
import { signInvitationLink } from "@latchkey/core/invitation/invitation-link";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import type { Mail } from "@latchkey/core/notification/mailer";
import type { Notification } from "@latchkey/core/notification/notification";
import { signPublicationLink } from "@latchkey/core/publication/publication-link";
import { type Brand, DEFAULT_BRAND } from "@latchkey/core/stage/brand";
import { renderToStaticMarkup } from "react-dom/server";
import type { Addresses } from "./about-facts.ts";
import { announcementMail } from "./announcement-mail.ts";
import { applicationMail } from "./application-mail.ts";
import { credentialMail } from "./credential-mail.ts";
import { decisionMail } from "./decision-mail.ts";
import { deprecationMail } from "./deprecation-mail.ts";
import { invitationMail } from "./invitation-mail.ts";
import { lapseMail } from "./lapse-mail.ts";
import type { MailContent } from "./mail-content.ts";
import { type MailOrigin, mailHeaders, messageIdOf, type Sender } from "./mail-identity.ts";
import { MailLayout } from "./mail-layout.tsx";
import { mailText } from "./mail-text.ts";
import { publicationMail } from "./publication-mail.ts";
import { quotaMail } from "./quota-mail.ts";
import { subscriptionMail } from "./subscription-mail.ts";
import { suspensionMail } from "./suspension-mail.ts";
import { teamChangeMail } from "./team-change-mail.ts";
import { transferMail } from "./transfer-mail.ts";

/** What mails are made with. The addresses come from configuration and have no slash at their end. */
export interface MailSettings extends Addresses {
  sender: Sender;
  /** What the stage is called; Latchkey where it has no name of its own. */
  brand?: Brand;
}

/** The one that mail programs know best. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

/**
 * @param linkRing signs the approvers' links.
 * @param team the one that caused it.
 */
export const composeMail = (
  notification: Notification<string>,
  settings: MailSettings,
  linkRing: KeyRing,
  team?: string,
): Mail =>
  mailOf(contentOf(notification, settings, linkRing), notification, settings, {
    kind: notification.kind,
    team,
  });

/** Every mail is made here: nothing else knows what a subject, a link or a header may be. */
export const mailOf = (
  content: MailContent,
  { to, key }: Pick<Notification<string>, "to" | "key">,
  { sender, brand = DEFAULT_BRAND }: Pick<MailSettings, "sender" | "brand">,
  origin: MailOrigin,
): Mail => ({
  from: sender.from,
  to,
  subject: content.subject.line,
  html: DOCTYPE + renderToStaticMarkup(<MailLayout content={content} brand={brand} />),
  text: mailText(content),
  messageId: messageIdOf(key, sender),
  headers: mailHeaders(sender, { ...origin, unsubscribe: content.unsubscribe?.href }),
});

export const contentOf = (
  notification: Notification<string>,
  settings: MailSettings,
  linkRing: KeyRing,
): MailContent => {
  const toDecide = <Link,>(sign: (ring: KeyRing, link: Link) => string, link: Link | undefined) =>
    link && `${settings.controlUrl}/approvals/${sign(linkRing, link)}`;
  switch (notification.kind) {
    case "application":
      return applicationMail(notification.data, toDecide(signDecidingLink, notification.data.link), settings);
    case "decision":
      return decisionMail(notification.data, settings);
    case "lapse":
      return lapseMail(notification.data, settings);
    case "subscription":
      return subscriptionMail(notification.data, settings);
    case "credential":
      return credentialMail(notification.data, settings);
    case "suspension":
      return suspensionMail(notification.data, settings);
    case "quota":
      return quotaMail(notification.data, settings);
    case "invitation": {
      const url = `${settings.controlUrl}/invitations/${signInvitationLink(linkRing, notification.data.link)}`;
      return invitationMail(notification.data, url);
    }
    case "publication":
      return publicationMail(
        notification.data,
        toDecide(signPublicationLink, notification.data.link),
        settings,
      );
    case "deprecation":
      return deprecationMail(notification.data, settings);
    case "announcement": {
      const url = `${settings.controlUrl}/announcements/${signAnnouncementLink(linkRing, notification.data.link)}`;
      return announcementMail(notification.data, url, settings);
    }
    case "transfer":
      return transferMail(notification.data, settings);
    case "team-change":
      return teamChangeMail(notification.data, settings);
  }
};
