import type { Caller } from "../access/caller.ts";
import { isoTime } from "../clock.ts";
import type { NewEvent } from "../event/event.ts";
import { newId } from "../id.ts";
import { payForMails } from "../mail/mail-budget.ts";
import { Refusal } from "../refusal.ts";
import { firstRevision } from "../resource.ts";
import type { Write } from "../store/change.ts";
import type { WorkContext } from "../store/work.ts";
import { invite, withdraw } from "./decide-invitation.ts";
import type { Invitation, InvitationRecord, Inviter, Offer } from "./invitation.ts";

/** What an invitation adds to a change. `invitation` is as it is afterwards, also where nothing has to be written. */
export interface PlannedInvitation {
  invitation: Invitation;
  writes: Write<InvitationRecord>[];
  events: NewEvent[];
}

export const inviterOf = (caller: Caller): Inviter =>
  caller.kind === "person"
    ? { kind: "person", email: caller.email }
    : { kind: "machine", consumer: caller.consumerId };

/**
 * Invites an address, or repeats its open invitation. The owners are notified of the offer, and the address when a mail is
 * due.
 */
export const planInvitation = (
  work: Pick<WorkContext, "caller" | "actor" | "now" | "random" | "limits">,
  known: Invitation | undefined,
  { team, email, offer }: { team: string; email: string; offer: Offer },
): PlannedInvitation => {
  const fresh = firstRevision(newId("inv", work.now, work.random), isoTime(work.now));
  const asked = { fresh, team, email, offer, inviter: inviterOf(work.caller) };
  const invited = invite(known, asked, work.now);
  if (!invited) {
    if (!known) throw new Error("An address without an invitation gets one.");
    return { invitation: known, writes: [], events: [] };
  }
  const { invitation } = invited;
  return {
    invitation,
    writes: [
      known ? replace(invitation) : create(invitation),
      ...(invited.mail ? payForMails(work, team, 1) : []),
    ],
    events: [
      ...(invited.mail ? [sent(work.actor, invitation)] : []),
      ...(invited.changed ? told(work.actor, invitation) : []),
    ],
  };
};

const sent = (actor: string, { team, email, offer }: Invitation): NewEvent => ({
  type: "invitation.sent",
  actor,
  team,
  member: email,
  ...(offer.kind === "approver" ? { service: offer.service } : {}),
});

const told = (actor: string, { team, email, offer }: Invitation): NewEvent[] =>
  offer.kind === "member" ? [{ type: "member.invited", actor, team, member: email, role: offer.role }] : [];

/** Ends those of them that are open; their links decide nothing any more. */
export const planWithdrawals = (invitations: readonly Invitation[], now: number): Write<InvitationRecord>[] =>
  invitations.flatMap((each) => {
    const withdrawn = withdraw(each, now);
    return withdrawn ? [replace(withdrawn)] : [];
  });

export const eraseInvitation = (invitation: Invitation): Write<InvitationRecord> => ({
  write: "erase",
  record: { kind: "invitation", value: invitation },
  tombstone: false,
});

/** So many go at once to make room: one change of the store holds at most 100 things. */
const MAX_ERASED = 10;

/** The invitations of one place. `idle` are those that the same change does not write. */
export interface Room {
  held: number;
  added: number;
  most: number;
  idle: readonly Invitation[];
}

/**
 * Makes room among invitations, which are kept until their links are past their end.
 *
 * @throws Refusal `limit-reached` when there is none.
 */
export const planRoom = ({ held, added, most, idle }: Room, now: number): Write<InvitationRecord>[] => {
  const beyond = held + added - most;
  if (beyond <= 0) return [];
  const over = idle.filter(({ expiresAt }) => Date.parse(expiresAt) <= now).slice(0, MAX_ERASED);
  if (over.length < beyond)
    throw new Refusal("limit-reached", "Too many addresses were invited here in the last 14 days.");
  return over.map(eraseInvitation);
};

const replace = (value: Invitation): Write<InvitationRecord> => ({
  write: "replace",
  record: { kind: "invitation", value },
});

const create = (value: Invitation): Write<InvitationRecord> => ({
  write: "create",
  record: { kind: "invitation", value },
  otherwise: new Refusal("name-taken", `${value.email} is being invited.`),
});
