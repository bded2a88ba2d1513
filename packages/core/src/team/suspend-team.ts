import { allow } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import type { EventType } from "../event/event.ts";
import { expectRevision } from "../expect-revision.ts";
import { notFound, Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import { PLATFORM_TEAM, type Team } from "./team.ts";
import type { TeamWork } from "./team-work.ts";

/**
 * Calls of the team's consumers, and calls to its services, are refused from this write on, within the authorizer's
 * cache life. What belongs to the team stays as it is, and its members go on managing it.
 */
export const suspendTeam = (work: TeamWork, slug: string): Promise<Team> =>
  setStatus(work, slug, "suspended", "team.suspended");

export const resumeTeam = (work: TeamWork, slug: string): Promise<Team> =>
  setStatus(work, slug, "active", "team.resumed");

const setStatus = async (
  work: TeamWork,
  slug: string,
  status: Team["status"],
  event: EventType,
): Promise<Team> => {
  await allow(work.stores, work.caller, slug, "suspend-team", "team");
  const team = await work.stores.team(slug);
  if (!team) throw notFound("team");
  // This team owns the consumer root: no caller could resume it.
  if (slug === PLATFORM_TEAM) throw new Refusal("forbidden", "The platform's own team cannot be suspended.");
  expectRevision(work.expectedRevision, team);
  const result = { kind: "team" as const, keys: { team: slug } };
  if (team.status === status) {
    await work.commit({ writes: [], events: [], result });
    return team;
  }
  const changed = nextRevision(team, { status }, isoTime(work.now));
  await work.commit({
    writes: [
      { write: "replace", record: { kind: "team", value: changed } },
      { write: "suspend-team", team: slug, suspended: status === "suspended" },
    ],
    events: [{ type: event, actor: work.actor, team: slug }],
    result,
  });
  return changed;
};
