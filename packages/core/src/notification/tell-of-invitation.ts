import type { DomainEvent } from "../event/event.ts";
import { type InvitationPlace, isOpen } from "../invitation/invitation.ts";
import { linkOfInvitation } from "../invitation/invitation-link.ts";
import { mailable } from "../person/recipient.ts";
import { type Notification, notificationKey } from "./notification.ts";
import type { NotificationReads } from "./notifications-for.ts";

/** To the address that is invited, and only for the mail that the record says is due: an event that comes late or again adds none. */
export const tellOfInvitation = async (
  event: DomainEvent & { member: string },
  { stores, now }: Pick<NotificationReads, "stores" | "now">,
): Promise<Notification[]> => {
  const { team, service } = event;
  const place: InvitationPlace =
    service === undefined ? { of: "team", slug: team } : { of: "service", slug: service };
  const invitation = await stores.invitation(place, event.member);
  if (!invitation || !isOpen(invitation, now) || invitation.mailedAt !== event.at) return [];
  const { offer, inviter } = invitation;
  return mailable({ as: "invited", invitation }).map((to) => ({
    kind: "invitation",
    to,
    key: notificationKey(event, "invitation", to),
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
