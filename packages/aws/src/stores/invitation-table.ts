import { Invitation } from "@latchkey/core/invitation/invitation";
import type { InvitationStore } from "@latchkey/core/invitation/invitation-store";
import { INVITATION_PREFIX, invitationKey } from "../dynamo/invitation-keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { readItem, readPartition } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";

const invitation = parseStored(Invitation);

export const invitationTable = (table: Table): InvitationStore => ({
  invitation: async (place, email) =>
    invitation.orNothing(await readItem(table, invitationKey(place, email))),
  invitations: async (place) => {
    const items = await readPartition(table, invitationKey(place, "").pk, INVITATION_PREFIX);
    return items.map(invitation.parse).sort((one, other) => (one.id < other.id ? -1 : 1));
  },
});
