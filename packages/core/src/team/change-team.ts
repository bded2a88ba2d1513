import { allow } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import { expectRevision } from "../expect-revision.ts";
import { notFound } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import type { Team, TeamPatch } from "./team.ts";
import type { TeamWork } from "./team-work.ts";

export const changeTeam = async (work: TeamWork, slug: string, patch: TeamPatch): Promise<Team> => {
  const team = await teamFor(work, slug);
  const changed = nextRevision(team, patch, isoTime(work.now));
  await work.commit({
    writes: [{ write: "replace", record: { kind: "team", value: changed } }],
    events: isShorter(team, changed)
      ? [{ type: "team.credential-life-set", actor: work.actor, team: slug }]
      : [],
    result: { kind: "team", keys: { team: slug } },
  });
  return changed;
};

const teamFor = async (work: TeamWork, slug: string): Promise<Team> => {
  await allow(work.stores, work.caller, slug, "change-team", "team");
  const team = await work.stores.team(slug);
  if (!team) throw notFound("team");
  expectRevision(work.expectedRevision, team);
  return team;
};

/** Whether credentials that exist may have to end earlier. */
const isShorter = (before: Team, { maxCredentialDays: days }: Team): boolean =>
  days !== undefined && days < (before.maxCredentialDays ?? Number.POSITIVE_INFINITY);
