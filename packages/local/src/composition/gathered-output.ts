import type { Writable } from "node:stream";

/** Short enough for who watches the lines of calls. */
const GATHER_MS = 20;

/**
 * Lets what is written in the next moment leave together: a write for each line would wake its reader for each.
 *
 * @param atExit is given what writes the rest when the process ends
 */
export const gatheredOutput = (output: Writable, atExit: (run: () => void) => void): (() => void) => {
  let isGathering = false;
  const release = () => {
    if (isGathering) output.uncork();
    isGathering = false;
  };
  atExit(release);
  return () => {
    if (isGathering) return;
    isGathering = true;
    output.cork();
    setTimeout(release, GATHER_MS).unref();
  };
};
