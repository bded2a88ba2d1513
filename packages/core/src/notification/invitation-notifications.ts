import { type InvitationPlace, isOpen } from "../invitation/invitation.ts";
import { linkOfInvitation } from "../invitation/invitation-link.ts";
import { mailable } from "../mail/recipient.ts";
import { notificationKey } from "./notification.ts";
import type { Notify, NotifyOf } from "./notify.ts";

/**
 * To the address that is invited. The key names the mail that the record says is due, and no event: a person who is invited
 * several times within a day gets one mail.
 */
const invitationNotifications: Notify = async (event, { stores, now }) => {
  const { team, service, member } = event;
  if (member === undefined) return [];
  const place: InvitationPlace =
    service === undefined ? { of: "team", slug: team } : { of: "service", slug: service };
  const invitation = await stores.invitation(place, member);
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

export const INVITATION_NOTIFICATIONS: NotifyOf<"invitation"> = {
  "invitation.sent": invitationNotifications,
};
