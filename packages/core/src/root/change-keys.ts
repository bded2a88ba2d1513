import { KeyRingRefused, withCurrentKey, withNewKey, withoutKey } from "../key-ring/change-key-ring.ts";
import { type KeyRing, type KeyRingName, keyState } from "../key-ring/key-ring.ts";
import { nextKeyStep, type ShownKey, shownKeys, shownStep } from "../key-ring/next-key-step.ts";
import type { KeyRingWork } from "./key-ring-work.ts";
import { countNaming, type Naming } from "./reseal-data.ts";

/** A ring as people may see it, and what comes next in its rotation. Holds no key. */
export interface ShownRing {
  ring: KeyRingName;
  keys: ShownKey[];
  next: ReturnType<typeof shownStep>;
}

export const shownRing = (work: KeyRingWork, name: KeyRingName, ring: KeyRing): ShownRing => ({
  ring: name,
  keys: shownKeys(ring),
  next: shownStep(name, nextKeyStep(ring, work.lives(name)), work.now),
});

export const listKeys = async (work: KeyRingWork, names: readonly KeyRingName[]): Promise<ShownRing[]> =>
  Promise.all(names.map(async (name) => shownRing(work, name, (await work.rings.read(name)).ring)));

/** Publishes a new key: everybody learns of it before anything is made with it. */
export const addKey = async (work: KeyRingWork, name: KeyRingName) => {
  const { ring, version } = await work.rings.read(name);
  const changed = withNewKey(ring, work.lives(name), work.now, work.random);
  await work.rings.replace(name, changed, version);
  const added = Object.keys(changed.keys).find((id) => keyState(changed, id) === "next");
  return { did: "add-key" as const, key: added, ...shownRing(work, name, changed) };
};

export const makeKeyCurrent = async (work: KeyRingWork, name: KeyRingName, key: string) => {
  const { ring, version } = await work.rings.read(name);
  const changed = withCurrentKey(ring, key, work.lives(name), work.now);
  await work.rings.replace(name, changed, version);
  return { did: "use-key" as const, key, ...shownRing(work, name, changed) };
};

/** `force` ends what still names the key, and what was made with it a while ago. */
export const removeKey = async (work: KeyRingWork, name: KeyRingName, key: string, force: boolean) => {
  const { ring, version } = await work.rings.read(name);
  const changed = withoutKey(ring, key, work.lives(name), work.now, force);
  const naming = name === "pepper" || name === "data" ? await countNaming(work, name, key) : NONE_NAMED;
  if (!force) requireUnnamed(name, key, naming);
  await work.rings.replace(name, changed, version);
  // Nothing is told of how many there are where there was no time to count them.
  const ended = naming ?? {};
  return { did: "remove-key" as const, key, ...ended, ...shownRing(work, name, changed) };
};

const NONE_NAMED: Naming = { named: 0, examples: [] };

const requireUnnamed = (name: KeyRingName, key: string, naming: Naming | undefined): void => {
  if (naming === undefined)
    throw new KeyRingRefused("There was not time enough to see what names the key. It was not removed.");
  const { named, examples } = naming;
  if (named === 0) return;
  const way = name === "data" ? "Run reseal first." : "Their next use hashes them again.";
  throw new KeyRingRefused(
    `${named} records name ${key}, among them ${examples.join(", ")}. ${way} ` +
      'With "force": true they end: what they hold can never be checked or opened again.',
  );
};
