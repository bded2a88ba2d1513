import { allow } from "../access/access.ts";
import { expectRevision } from "../expect-revision.ts";
import type { InvitationRecord } from "../invitation/invitation.ts";
import type { InvitationStore } from "../invitation/invitation-store.ts";
import { eraseInvitation } from "../invitation/plan-invitation.ts";
import { issuerErasure } from "../issuer/delete-issuer.ts";
import type { IssuerRecord } from "../issuer/issuer.ts";
import type { IssuerStore } from "../issuer/issuer-store.ts";
import { notFound, Refusal } from "../refusal.ts";
import type { Write } from "../store/change.ts";
import type { Work } from "../store/work.ts";
import type { MemberRecord, TeamRecord } from "../team/team.ts";
import { type Member, PLATFORM_TEAM, type Team } from "../team/team.ts";
import type { TeamStore } from "../team/team-store.ts";
import { teamThen } from "../team/team-then.ts";
import { eraseWebhook } from "../webhook/delete-webhook.ts";
import type { WebhookRecord } from "../webhook/webhook.ts";
import type { WebhookStore } from "../webhook/webhook-store.ts";

type DeleteTeamWork = Work<
  TeamStore & InvitationStore & IssuerStore & WebhookStore,
  TeamRecord | MemberRecord | InvitationRecord | IssuerRecord | WebhookRecord
>;

/**
 * Its issuers, webhooks, members and invitations go with it; its consumers and services must be gone before. The slug is never given again. What was
 * interrupted half-way is finished by deleting the team once more.
 */
export const deleteTeam = async (work: DeleteTeamWork, slug: string): Promise<void> => {
  await allow(work.stores, work.caller, slug, "change-team", "team");
  if (slug === PLATFORM_TEAM) throw new Refusal("forbidden", "The platform's own team stays.");
  const { team, held } = await teamThen(work, slug, () =>
    Promise.all([
      issuerErasures(work, slug),
      work.stores.members(slug),
      work.stores.allWebhooksOf(slug),
      work.stores.invitations({ of: "team", slug }),
    ]),
  );
  const [issuers, members, webhooks, invitations] = held;
  const rest = [
    ...issuers,
    ...webhooks.map(eraseWebhook),
    ...members.map(eraseMember),
    ...invitations.map(eraseInvitation),
  ];
  if (!team && rest.length === 0) throw notFound("team");
  if (team) expectRevision(work.expectedRevision, team);
  // The team goes with the first of them: from there on it is gone, and every right of those still listed in it.
  for (let from = 0; from === 0 || from < rest.length; from += MAX_AT_ONCE)
    await work.commit({
      writes: [...(team && from === 0 ? eraseTeam(team) : []), ...rest.slice(from, from + MAX_AT_ONCE)],
      events: [],
      result: { kind: "team", keys: { team: slug } },
    });
};

/** @throws Refusal `not-empty` while credentials of teams that were let in name one. */
const issuerErasures = async (work: DeleteTeamWork, slug: string): Promise<Write<IssuerRecord>[]> => {
  const { items } = await work.stores.issuersOf(slug, { limit: work.limits.issuersPerTeam });
  const found = await Promise.all(items.map(({ issuer }) => work.stores.issuer(issuer)));
  return Promise.all(found.flatMap((each) => (each ? [issuerErasure(work, each)] : [])));
};

const eraseTeam = (team: Team): Write<TeamRecord>[] => [
  {
    write: "erase",
    record: { kind: "team", value: team },
    tombstone: true,
    empty: { otherwise: new Refusal("not-empty", "Delete the team's services and consumers first.") },
  },
  // The suspended teams are in one record, which has a maximum size.
  ...(team.status === "suspended"
    ? [{ write: "suspend-team" as const, team: team.slug, suspended: false }]
    : []),
];

/** One change of the store holds at most 100 things, and an erased record may be two of them. */
const MAX_AT_ONCE = 40;

const eraseMember = (member: Member): Write<MemberRecord> => ({
  write: "erase",
  record: { kind: "member", value: member },
  tombstone: false,
});
