import type { Terminal } from "../../command-line/terminal.ts";
import type { Management } from "../../management/management.ts";
import type { Report } from "../report/report.ts";
import { findLeftovers } from "../stage/leftovers.ts";
import { removeRun } from "../stage/remove-run.ts";

export interface LeftoverOptions {
  /** By the stage's clock, in milliseconds since the epoch. */
  readonly now: number;
  /** Those that a run may still be using, too. */
  readonly all: boolean;
  readonly stop: AbortSignal;
  readonly terminal: Terminal;
}

/** Says what earlier runs have left, and removes it. */
export const removeLeftovers = async (
  admin: Management,
  { now, all, stop, terminal }: LeftoverOptions,
): Promise<Report["leftovers"]> => {
  const removed: string[] = [];
  const kept: string[] = [];
  for (const { team, createdAt, isOver } of await findLeftovers(admin, now)) {
    if (!isOver && !all) {
      kept.push(team);
      terminal.tell(
        `The team ${team} is another run's, made at ${createdAt}: --remove-leftovers removes it.`,
      );
      continue;
    }
    terminal.tell(`Removing what an earlier run left: the team ${team}, made at ${createdAt}.`);
    const left = await removeRun(admin, team, stop);
    (left.length === 0 ? removed : kept).push(team);
    if (left.length > 0) terminal.tell(`Left all the same: ${left.join(", ")}.`);
  }
  return { removed, kept };
};
