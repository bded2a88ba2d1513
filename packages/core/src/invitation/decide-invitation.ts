import { isoTime } from "../clock.ts";
import { DAY } from "../due/timing.ts";
import { nextRevision, type Resource } from "../resource.ts";
import { type Invitation, type Inviter, isOpen, type Offer } from "./invitation.ts";

export const INVITATION_DAYS = 14;
const MAIL_PAUSE = DAY;

/** Whom to ask, and by whom. `fresh` names a record that is made when the address has none. */
export interface Inviting {
  fresh: Resource;
  team: string;
  email: string;
  offer: Offer;
  inviter: Inviter;
}

/**
 * `mail` tells whether one is due: it goes out once for each `mailedAt`, so what was withdrawn before its mail was sent,
 * and then made once more, is mailed after all. `changed` tells that something else is offered than before.
 */
export interface Invited {
  invitation: Invitation;
  mail: boolean;
  changed: boolean;
}

/**
 * Invites, or repeats an open invitation. Nothing when there is nothing to change. However often an address is invited,
 * withdrawn and invited once more: it is mailed once a day, until it accepts.
 */
export const invite = (known: Invitation | undefined, asked: Inviting, now: number): Invited | undefined => {
  const { fresh, team, email, offer, inviter } = asked;
  const at = isoTime(now);
  const lasting = { expiresAt: isoTime(now + INVITATION_DAYS * DAY) };
  if (!known) {
    const first = {
      ...fresh,
      team,
      email,
      offer,
      inviter,
      status: "invited" as const,
      number: 1,
      mailedAt: at,
    };
    return { invitation: { ...first, ...lasting }, mail: true, changed: true };
  }
  const isAnother = known.status === "accepted" || now - Date.parse(known.mailedAt) >= MAIL_PAUSE;
  const mailed = isAnother ? { mailedAt: at } : {};
  if (!isOpen(known, now)) {
    const patch = {
      status: "invited" as const,
      number: known.number + 1,
      answer: null,
      ...lasting,
      ...mailed,
    };
    return { invitation: nextRevision(known, { offer, inviter, ...patch }, at), mail: true, changed: true };
  }
  const changed = !isSame(known.offer, offer);
  if (!isAnother && !changed && isSame(known.inviter, inviter)) return undefined;
  const patch = { offer, inviter, ...(isAnother ? { ...lasting, ...mailed } : {}) };
  return { invitation: nextRevision(known, patch, at), mail: isAnother, changed };
};

/** Nothing when it is not open, or is past its end. */
export const withdraw = (known: Invitation, now: number): Invitation | undefined =>
  known.status === "invited" ? nextRevision(known, { status: "withdrawn" }, isoTime(now)) : undefined;

/** @throws Error for one that is not open: read its state first. */
export const answer = (
  known: Invitation,
  decision: "accept" | "decline",
  from: { now: number; sourceIp: string },
): Invitation => {
  if (!isOpen(known, from.now)) throw new Error("Only an open invitation is answered.");
  const at = isoTime(from.now);
  const status = decision === "accept" ? "accepted" : "declined";
  return nextRevision(known, { status, answer: { at, sourceIp: from.sourceIp } }, at);
};

const isSame = (one: Offer | Inviter, other: Offer | Inviter): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
