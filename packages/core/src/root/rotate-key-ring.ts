import { isoTime } from "../clock.ts";
import type { KeyRingName } from "../key-ring/key-ring.ts";
import { type KeyStep, nextKeyStep } from "../key-ring/next-key-step.ts";
import { addKey, makeKeyCurrent, removeKey, shownRing } from "./change-keys.ts";
import type { KeyRingWork } from "./key-ring-work.ts";
import { countNaming, resealData } from "./reseal-data.ts";

/**
 * Takes the next step of a ring's rotation, if its time has come, and says which one follows and when. Nothing that is in
 * use ends by it, however often and by however many people it is asked for.
 */
export const rotateKeyRing = async (work: KeyRingWork, name: KeyRingName) => {
  const { ring } = await work.rings.read(name);
  const step = nextKeyStep(ring, work.lives(name));
  const nothing = (why: string) => ({ did: "nothing" as const, why, ...shownRing(work, name, ring) });
  if (step.from > work.now) return nothing(`${step.do} is not safe before ${isoTime(step.from)}.`);
  return takeKeyStep(work, name, step);
};

/** Takes a step whose time has come; a key that something names is not removed. */
export const takeKeyStep = async (work: KeyRingWork, name: KeyRingName, step: KeyStep) => {
  switch (step.do) {
    case "add-key":
      return addKey(work, name);
    case "use-key":
      return makeKeyCurrent(work, name, step.key);
    case "remove-key":
      return removeUnnamedKey(work, name, step.key);
  }
};

const removeUnnamedKey = async (work: KeyRingWork, name: KeyRingName, key: string) => {
  const { ring } = await work.rings.read(name);
  const nothing = (why: string) => ({ did: "nothing" as const, why, ...shownRing(work, name, ring) });
  const resealing = name === "data" ? { resealing: await resealData(work) } : {};
  if (resealing.resealing?.resume !== undefined)
    return { ...nothing("Not everything is sealed again yet. Ask again."), did: "reseal", ...resealing };
  const naming = name === "pepper" || name === "data" ? await countNaming(work, name, key) : undefined;
  if (naming === undefined || naming.named === 0)
    return { ...(await removeKey(work, name, key, false)), ...resealing };
  const why = `${naming.named} records still name ${key}. ${WAYS[name === "data" ? "data" : "pepper"]}`;
  return { ...nothing(why), ...naming, ...resealing };
};

const WAYS = {
  pepper:
    "Each names the current key after its next use. Keep the former one for them, or see remove-key. add-key begins the next rotation meanwhile.",
  data: "Ask again. What does not open with any key is told in resealing.unreadable.",
};
