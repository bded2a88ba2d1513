import { freshName } from "./making.ts";
import { eventually, type Send } from "./management.ts";

interface Entry {
  after?: { name?: string };
}

/**
 * How many entries the audit of a team has when all that was written stands in it, which follows the writes: it is
 * written to once more, and the trail has that too. Of a team with fewer than 200 entries.
 */
export const settledTrail = async (root: Send, team: string): Promise<number> => {
  const name = freshName("Settled");
  await root("PATCH", `/v1/teams/${team}`, { name });
  const items = await eventually(
    async (): Promise<Entry[]> => (await root("GET", `/v1/audit?team=${team}&limit=200`)).body.items,
    (entries) => entries.some(({ after }) => after?.name === name),
  );
  return items.length;
};
