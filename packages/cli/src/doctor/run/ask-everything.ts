import type { Interruption } from "../../command-line/interruption.ts";
import type { Terminal } from "../../command-line/terminal.ts";
import type { Management } from "../../management/management.ts";
import type { Check } from "../check/check.ts";
import { broken, type Finding, held } from "../check/finding.ts";
import { REMOVAL } from "../checks/gates.ts";
import type { Recorder } from "../report/recorder.ts";
import { removeRun } from "../stage/remove-run.ts";
import type { PassGate } from "./gate-keeper.ts";
import { makeScene, type SceneBase } from "./make-scene.ts";
import { runChecks } from "./run-checks.ts";

export interface Run {
  readonly pass: PassGate;
  readonly recorder: Recorder;
  readonly interruption: Interruption;
  readonly terminal: Terminal;
}

/**
 * Makes the run's team, asks every check, and removes the team whatever happens.
 * @throws GateBroken
 */
export const askEverything = async (
  run: Run,
  checks: readonly Check[],
  base: SceneBase,
  admin: Management,
): Promise<void> => {
  const { pass, recorder, interruption, terminal } = run;
  try {
    const scene = await makeScene(base, { pass, admin, signal: interruption.stop });
    await runChecks(checks, scene, recorder);
  } finally {
    if (interruption.stop.aborted)
      terminal.tell("Stopped. Removing what the run made; interrupt again to leave it there.");
    const begun = performance.now();
    const left = await removeRun(admin, base.names.team, interruption.stopCleaning);
    if (left.length > 0)
      terminal.tell(`Left: ${left.join(", ")}. The next run removes it once it is an hour old.`);
    recorder.record(REMOVAL, foundLeft(left), performance.now() - begun);
  }
};

const foundLeft = (left: readonly string[]): Finding =>
  left.length === 0 ? held("nothing left") : broken(`left: ${left.join(", ")}`);
