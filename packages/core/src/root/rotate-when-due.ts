import { KeyRingRefused } from "../key-ring/change-key-ring.ts";
import { dueKeySteps, isRotationLate, type RotatedRing } from "../key-ring/due-key-steps.ts";
import type { KeyRingName } from "../key-ring/key-ring.ts";
import { ROTATED_RINGS } from "../key-ring/new-key-ring.ts";
import type { KeyStep } from "../key-ring/next-key-step.ts";
import type { KeyRingWork } from "./key-ring-work.ts";
import { takeKeyStep } from "./rotate-key-ring.ts";

/** What a run by the clock has done. Holds no key. */
export interface RotationRun {
  taken: { ring: KeyRingName; did: string; key: string | undefined }[];
  /** Steps that were left, and why: another run took them, or something has to be done by hand. */
  left: { ring: KeyRingName; why: string }[];
  /** Rings whose rotation should be over. */
  late: KeyRingName[];
  /** What kept rings from being looked at. */
  failures: unknown[];
}

/**
 * Takes every step of a rotation whose time has come, and begins one for each ring whose current key is older than
 * `rotateAfter` (milliseconds). One ring's failure leaves the others alone; any number of runs at once change a ring once.
 */
export const rotateWhenDue = async (work: KeyRingWork, rotateAfter: number): Promise<RotationRun> => {
  const run: RotationRun = { taken: [], left: [], late: [], failures: [] };
  for (const name of ROTATED_RINGS) {
    try {
      const read = async (): Promise<RotatedRing> => {
        const { ring } = await work.rings.read(name);
        return { name, ring, lives: work.lives(name), rotateAfter };
      };
      for (const step of dueKeySteps(await read(), work.now)) await take(work, name, step, run);
      if (isRotationLate(await read(), work.now)) run.late.push(name);
    } catch (error) {
      // A ring without a first key is no failure: root was not invoked yet.
      if (error instanceof KeyRingRefused) run.left.push({ ring: name, why: error.message });
      else run.failures.push(error);
    }
  }
  return run;
};

const take = async (work: KeyRingWork, name: KeyRingName, step: KeyStep, run: RotationRun): Promise<void> => {
  try {
    const answer = await takeKeyStep(work, name, step);
    const { did, key, why } = { key: undefined, why: undefined, ...answer };
    if (why === undefined) run.taken.push({ ring: name, did, key });
    else run.left.push({ ring: name, why });
  } catch (error) {
    if (!(error instanceof KeyRingRefused)) throw error;
    run.left.push({ ring: name, why: error.message });
  }
};
