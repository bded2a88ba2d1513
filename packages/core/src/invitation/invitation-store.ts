import type { Invitation, InvitationPlace } from "./invitation.ts";

/** Single records are read consistently: a change that was acknowledged is seen. */
export interface InvitationStore {
  /** The latest invitation of an address, in any state. */
  invitation(place: InvitationPlace, email: string): Promise<Invitation | undefined>;
  /** The latest of each address: their number is bounded where they are made. */
  invitations(place: InvitationPlace): Promise<Invitation[]>;
}
