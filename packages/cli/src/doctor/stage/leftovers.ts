import * as z from "zod/mini";
import { listAll } from "../../management/list-all.ts";
import type { Management } from "../../management/management.ts";
import { isRunTeam } from "./run-names.ts";

const Team = z.object({ slug: z.string(), name: z.string(), createdAt: z.string() });

/** A run takes minutes: what is older than this, in milliseconds, no run is using any more. */
const SURELY_OVER = 3_600_000;

export interface Leftover {
  readonly team: string;
  readonly createdAt: string;
  /** Whether its run is surely over. */
  readonly isOver: boolean;
}

/**
 * What runs that were killed have left.
 * @param now milliseconds since the epoch, by the stage's clock
 */
export const findLeftovers = async (admin: Management, now: number): Promise<Leftover[]> =>
  (await listAll(admin, "/v1/teams", Team)).filter(isRunTeam).map(({ slug, createdAt }) => ({
    team: slug,
    createdAt,
    isOver: now - Date.parse(createdAt) > SURELY_OVER,
  }));
