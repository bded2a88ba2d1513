import { TimedCache } from "../cache/timed-cache.ts";

/** A changed time zone is felt within this time. */
const KNOWN_MS = 300_000;
const MAX_TEAMS = 10_000;

/** The time zones of teams, by which days and months of quotas begin. */
export interface TeamZones {
  /** What was last known, however old; UTC before anything is. */
  lastKnown(team: string): string;
  isKnown(team: string, now: number): boolean;
  /** @throws Unavailable */
  load(team: string, now: number): Promise<void>;
}

export const teamZones = (read: (team: string) => Promise<string | undefined>): TeamZones => {
  const cache = new TimedCache<string>(MAX_TEAMS, () => KNOWN_MS);
  const last = new Map<string, string>();
  return {
    lastKnown: (team) => last.get(team) ?? "UTC",
    isKnown: (team, now) => cache.get(team, now) !== undefined,
    load: async (team, now) => {
      const zone = await cache.fresh(team, now, async () => (await read(team)) ?? "UTC");
      if (last.size >= MAX_TEAMS) last.clear();
      last.set(team, zone);
    },
  };
};
