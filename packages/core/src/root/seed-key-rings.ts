import type { RandomBytes } from "../id.ts";
import type { KeyRing, KeyRingName } from "../key-ring/key-ring.ts";
import { newKeyRing, ROTATED_RINGS } from "../key-ring/new-key-ring.ts";

/** Where key rings are kept, for who may begin them but not read them. */
export interface KeyRingSource {
  /** Whether the ring holds anything yet. */
  hasKeys(name: KeyRingName): Promise<boolean>;
  /** Stores the first keys of a ring. When another one did so in the same moment, that one's stay. */
  begin(name: KeyRingName, ring: KeyRing): Promise<void>;
}

/** Gives each ring that has keys of its own its first one, where it is empty. Never touches one that is not: what it sealed would be lost. */
export const seedKeyRings = async (
  source: KeyRingSource,
  now: number,
  random: RandomBytes,
): Promise<KeyRingName[]> => {
  const begun: KeyRingName[] = [];
  for (const name of ROTATED_RINGS) {
    if (await source.hasKeys(name)) continue;
    await source.begin(name, newKeyRing(now, random));
    begun.push(name);
  }
  return begun;
};
