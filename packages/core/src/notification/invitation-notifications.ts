import type { DomainEvent } from "../event/event.ts";
import { type InvitationPlace, isOpen } from "../invitation/invitation.ts";
import { linkOfInvitation } from "../invitation/invitation-link.ts";
import { mailable } from "../mail/recipient.ts";
import { type Notification, notificationKey } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";

/**
 * To the address that is invited. The key names the mail that the record says is due, and no event: a person who is invited
 * several times within a day gets one mail.
 */
export const invitationNotifications = async (
  event: DomainEvent & { member: string },
  { stores, now }: Pick<NotificationReads, "stores" | "now">,
): Promise<Notification[]> => {
  const { team, service } = event;
  const place: InvitationPlace =
    service === undefined ? { of: "team", slug: team } : { of: "service", slug: service };
  const invitation = await stores.invitation(place, event.member);
  if (!invitation || !isOpen(invitation, now) || event.at < invitation.mailedAt) return [];
  const { id, mailedAt, offer, inviter } = invitation;
  return mailable({ as: "invited", invitation }).map((to) => ({
    kind: "invitation",
    to,
    key: notificationKey({ id: `${id}#${mailedAt}` }, "invitation", to),
    data: {
      of: place.of,
      team,
      ...(offer.kind === "member" ? { role: offer.role } : { service: offer.service }),
      by: inviter.kind === "person" ? inviter.email : inviter.consumer,
      until: invitation.expiresAt,
      link: linkOfInvitation(invitation),
    },
  }));
};
