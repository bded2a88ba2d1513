import { eachAtMost } from "../../command-line/each-at-most.ts";
import type { Check } from "../check/check.ts";
import { broken, notAsked } from "../check/finding.ts";
import type { Scene } from "../check/scene.ts";
import type { Recorder } from "../report/recorder.ts";
import { sceneUntil } from "./make-scene.ts";
import { toldError } from "./told-error.ts";

/** Enough to be done within two minutes, and few enough to be no load. */
const MAX_AT_ONCE = 8;
/** Milliseconds that one check may take. */
const MAX_TIME = 100_000;

/** Asks every check, whatever the others find. What is stopped is recorded as not asked. */
export const runChecks = (checks: readonly Check[], scene: Scene, recorder: Recorder): Promise<void> =>
  eachAtMost(longestFirst(checks), MAX_AT_ONCE, async (check) => {
    if (scene.signal.aborted) return recorder.record(check, notAsked("stopped"), 0);
    const begun = performance.now();
    const signal = AbortSignal.any([scene.signal, AbortSignal.timeout(MAX_TIME)]);
    const found = await check
      .run(sceneUntil(scene, signal))
      .catch((error: unknown) => (scene.signal.aborted ? notAsked("stopped") : broken(toldError(error))));
    recorder.record(check, found, performance.now() - begun);
  });

const longestFirst = (checks: readonly Check[]): readonly Check[] =>
  checks.toSorted((one, other) => Number(other.isLong ?? false) - Number(one.isLong ?? false));
