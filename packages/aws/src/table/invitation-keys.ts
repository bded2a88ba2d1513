import type { InvitationPlace } from "@latchkey/core/invitation/invitation";
import type { Key } from "./keys.ts";

/** Apart from members and from what stands beside a service: nothing that reads those comes across an invitation. */
export const INVITATION_PREFIX = "INVITATION#";
export const invitationKey = ({ of, slug }: InvitationPlace, email: string): Key => ({
  pk: `${of === "team" ? "TEAM" : "SERVICE"}-INVITATIONS#${slug}`,
  sk: `${INVITATION_PREFIX}${email}`,
});
