import { allow } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import { expectRevision } from "../expect-revision.ts";
import { notFound, Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import type { Write } from "../store/change.ts";
import type { Work } from "../work.ts";
import { type Member, PLATFORM_TEAM, type Team, type TeamPatch } from "./team.ts";

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
  const members = await work.stores.members(slug);
  const erase = (writes: Write[], some: Member[]) =>
    work.commit({
      writes: [...writes, ...some.map(eraseMember)],
      events: [],
      result: { kind: "team", keys: { team: slug } },
    });
  await erase(
    [{ write: "erase", record: { kind: "team", value: team }, tombstone: true, empty: { otherwise: inUse } }],
    members.slice(0, MOST_AT_ONCE),
  );
  // From here on the team is gone, and so is every right of those who are still listed in it.
  for (let from = MOST_AT_ONCE; from < members.length; from += MOST_AT_ONCE)
    await erase([], members.slice(from, from + MOST_AT_ONCE));
};

/** One change of the store holds at most 100 things. */
const MOST_AT_ONCE = 90;

const eraseMember = (member: Member): Write => ({
  write: "erase",
  record: { kind: "member", value: member },
  tombstone: false,
});

const teamFor = async (work: Work, slug: string): Promise<Team> => {
  await allow(work.stores, work.caller, slug, "change-team", "team");
  const team = await work.stores.team(slug);
  if (!team) throw notFound("team");
  expectRevision(work.expectedRevision, team);
  return team;
};
