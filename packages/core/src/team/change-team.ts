import { allow } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import { expectRevision } from "../expect-revision.ts";
import { notFound, Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import type { Work } from "../work.ts";
import { PLATFORM_TEAM, type Team, type TeamPatch } from "./team.ts";

export const changeTeam = async (work: Work, slug: string, patch: TeamPatch): Promise<Team> => {
  const team = await teamFor(work, slug);
  const changed = nextRevision(team, patch, isoTime(work.now));
  await work.commit({
    writes: [{ write: "replace", record: { kind: "team", value: changed } }],
    events: [],
    result: { kind: "team", keys: { team: slug } },
  });
  return changed;
};

/** Its members go with it; its consumers and services must be gone before. The slug is never given again. */
export const deleteTeam = async (work: Work, slug: string): Promise<void> => {
  const team = await teamFor(work, slug);
  if (slug === PLATFORM_TEAM) throw new Refusal("forbidden", "The platform's own team stays.");
  const inUse = new Refusal("not-empty", "Delete the team's services and consumers first.");
  await work.commit({
    writes: [
      { write: "erase", record: { kind: "team", value: team }, tombstone: true, empty: { otherwise: inUse } },
    ],
    events: [],
    result: { kind: "team", keys: { team: slug } },
  });
};

const teamFor = async (work: Work, slug: string): Promise<Team> => {
  await allow(work.stores, work.caller, slug, "change-team", "team");
  const team = await work.stores.team(slug);
  if (!team) throw notFound("team");
  expectRevision(work.expectedRevision, team);
  return team;
};
