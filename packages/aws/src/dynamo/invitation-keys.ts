import type { InvitationPlace } from "@latchkey/core/invitation/invitation";
import type { Key } from "./keys.ts";

export const INVITATIONS_PARTITION = "INVITATIONS#";
export const INVITATION_PREFIX = "INVITATION#";

/** Apart from members and from what stands beside a service: nothing that reads those comes across an invitation. */
export const invitationKey = ({ of, slug }: InvitationPlace, email: string): Key => ({
  pk: `${INVITATIONS_PARTITION}${of}#${slug}`,
  sk: `${INVITATION_PREFIX}${email}`,
});
