import { base62, type RandomBytes } from "../id.ts";
import { KEY_RING_NAMES, type KeyRing, type KeyRingName } from "../key-ring/key-ring.ts";

/** Where key rings are kept, for who may begin them but not read them. */
export interface KeyRingSource {
  /** Whether the ring holds anything yet. */
  hasKeys(name: KeyRingName): Promise<boolean>;
  /** Stores the first keys of a ring. When another one did so in the same moment, that one's stay. */
  begin(name: KeyRingName, ring: KeyRing): Promise<void>;
}

const KEY_BYTES = 32;

/** Gives each ring that is empty its first key. Never touches one that is not: what it sealed would be lost. */
export const seedKeyRings = async (source: KeyRingSource, random: RandomBytes): Promise<KeyRingName[]> => {
  const begun: KeyRingName[] = [];
  for (const name of KEY_RING_NAMES) {
    if (await source.hasKeys(name)) continue;
    await source.begin(name, firstRing(random));
    begun.push(name);
  }
  return begun;
};

const firstRing = (random: RandomBytes): KeyRing => {
  const id = base62(random(8), 8);
  return { current: id, keys: { [id]: Buffer.from(random(KEY_BYTES)).toString("base64") } };
};
