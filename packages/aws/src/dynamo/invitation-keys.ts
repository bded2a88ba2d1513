import type { InvitationPlace } from "@latchkey/core/invitation/invitation";
import type { Key } from "./keys.ts";

export const INVITATIONS_PARTITION = "INVITATIONS#";
export const INVITATION_PREFIX = "INVITATION#";

/** Apart from the members and from the records beside a service: no query for those returns an invitation. */
export const invitationKey = ({ of, slug }: InvitationPlace, email: string): Key => ({
  pk: `${INVITATIONS_PARTITION}${of}#${slug}`,
  sk: `${INVITATION_PREFIX}${email}`,
});
