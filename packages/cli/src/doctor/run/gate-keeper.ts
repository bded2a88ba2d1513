import { WrongUse } from "../../command-line/exit-code.ts";
import { broken, type Finding, held, notAsked } from "../check/finding.ts";
import { GATES, type GateId } from "../checks/gates.ts";
import type { Recorder } from "../report/recorder.ts";
import { toldError } from "./told-error.ts";

/** A gate that is broken: what builds on it is not asked. */
export class GateBroken extends Error {}

/** An open gate, and what it leads to. */
export interface Passed<T> {
  readonly finding: Finding;
  readonly value: T;
}

export type PassGate = <T>(id: GateId, ask: () => Promise<Passed<T> | Finding>) => Promise<T>;

/** Asks one gate, records what it found, and answers what it leads to. @throws GateBroken */
export const gateKeeper =
  (recorder: Recorder, stop: AbortSignal): PassGate =>
  async (id, ask) => {
    const begun = performance.now();
    const found = stop.aborted
      ? notAsked("stopped")
      : await ask().catch((error: unknown) => {
          if (error instanceof WrongUse) throw error;
          return stop.aborted ? notAsked("stopped") : broken(toldError(error));
        });
    const isOpen = "finding" in found;
    recorder.record(GATES[id], isOpen ? found.finding : found, performance.now() - begun);
    if (!isOpen) throw new GateBroken(id);
    return found.value;
  };

export const passed = <T>(actual: string, value: T): Passed<T> => ({ finding: held(actual), value });
