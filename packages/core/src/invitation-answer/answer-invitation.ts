import type { Actor } from "../access/actor.ts";
import type { Role } from "../access/role.ts";
import { isoTime } from "../clock.ts";
import type { NewEvent } from "../event/event.ts";
import type { RandomBytes } from "../id.ts";
import { answer } from "../invitation/decide-invitation.ts";
import type { InvitationRecord } from "../invitation/invitation.ts";
import { nextRevision } from "../resource.ts";
import type { Service, ServiceRecord } from "../service/service.ts";
import type { Commit, Write } from "../store/change.ts";
import { subscriptionEvents } from "../subscription/subscription-events.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import { createMember, newMember } from "../team/create-team.ts";
import type { MemberRecord, Team, TeamRecord } from "../team/team.ts";
import {
  type FoundInvitation,
  type InvitationReads,
  type Inviting,
  readInvitation,
} from "./read-invitation.ts";

export interface AnswerByLink {
  token: string;
  decision: "accept" | "decline";
  /** The role that the page has shown: another one meanwhile has to be seen before it is accepted. */
  shownRole?: string;
  /** Where it was answered from. */
  sourceIp: string;
}

/** `conflict` tells that the opposite had been answered before, or that something else is offered than was shown. */
export type InvitationAnswer = { found: FoundInvitation; conflict: boolean };

type AnsweredRecord = InvitationRecord | TeamRecord | MemberRecord | ServiceRecord;

export type AnswerWork = InvitationReads & {
  stores: Pick<SubscriptionStore, "subscriptionsOfService">;
  random: RandomBytes;
  commit: Commit<AnsweredRecord>;
};

/**
 * Answers by a link. The same answer again changes nothing and shows the current state.
 *
 * @throws Raced when something changed in the same moment: do it again, and it reads as it is then.
 */
export const answerInvitation = async (work: AnswerWork, given: AnswerByLink): Promise<InvitationAnswer> => {
  const found = await readInvitation(work, given.token);
  if (found.state === "answered") return { found, conflict: found.decision !== given.decision };
  if (found.state !== "open") return { found, conflict: false };
  if (given.decision === "accept" && isOther(found, given.shownRole)) return { found, conflict: true };
  const { decision, sourceIp } = given;
  const invitation = answer(found.invitation, decision, { now: work.now, sourceIp });
  const effect = decision === "accept" ? await accepted(work, found) : declined(found);
  await work.commit({
    writes: [{ write: "replace", record: { kind: "invitation", value: invitation } }, ...effect.writes],
    events: effect.events,
    result: { kind: "invitation", keys: { team: invitation.team } },
  });
  return { found: { ...found, invitation, state: "answered", decision, stands: true }, conflict: false };
};

interface Effect {
  writes: Write<AnsweredRecord>[];
  events: NewEvent[];
}

const isOther = ({ invitation: { offer } }: Inviting, shownRole: string | undefined): boolean =>
  offer.kind === "member" && shownRole !== undefined && shownRole !== offer.role;

const accepted = (work: AnswerWork, found: Inviting): Promise<Effect> | Effect => {
  if (found.of === "service") return confirmed(work, found, found.service);
  const { offer } = found.invitation;
  if (offer.kind !== "member") throw new Error("A team invites members.");
  return joined(work, found, offer.role);
};

/** The team's revision grows with each change of its members. */
const joined = (work: AnswerWork, { team, invitation: { email } }: Inviting, role: Role): Effect => ({
  writes: [replaceTeam(work, team), createMember(newMember(work, team.slug, email, role))],
  events: [{ type: "member.joined", actor: email, team: team.slug, member: email, role }],
});

const replaceTeam = ({ now }: AnswerWork, team: Team): Write<TeamRecord> => ({
  write: "replace",
  record: { kind: "team", value: nextRevision(team, {}, isoTime(now)) },
});

/** What waits for a decision is brought to the first approver who accepts: until then the owners were asked. */
const confirmed = async (
  work: AnswerWork,
  { invitation: { email, team } }: Inviting,
  service: Service,
): Promise<Effect> => {
  const pending = (service.approversPending ?? []).filter((each) => each !== email);
  const changed = nextRevision(
    service,
    { approversPending: pending.length > 0 ? pending : null },
    isoTime(work.now),
  );
  const isFirst = service.approvers.length === (service.approversPending ?? []).length;
  return {
    writes: [{ write: "replace", record: { kind: "service", value: changed } }],
    events: [
      { type: "approver.confirmed", actor: email, team, member: email, service: service.slug },
      ...(isFirst ? await waiting(work, service, email) : []),
    ],
  };
};

const MAX_WAITING = 20;

const waiting = async ({ stores }: AnswerWork, { slug }: Service, email: string): Promise<NewEvent[]> => {
  const actor: Actor = { kind: "person", email };
  const page = { limit: MAX_WAITING };
  const { items } = await stores.subscriptionsOfService(slug, { status: "pending" }, page);
  return items.flatMap((each) => subscriptionEvents(each, ["subscription.reminder"], actor, undefined));
};

const declined = ({ invitation: { email, team, offer } }: Inviting): Effect => ({
  writes: [],
  events: [
    offer.kind === "member"
      ? { type: "member.declined", actor: email, team, member: email }
      : { type: "approver.declined", actor: email, team, member: email, service: offer.service },
  ],
});
