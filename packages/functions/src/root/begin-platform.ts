import { KEY_RING_NAMES, newKeyRing, ROTATED_RINGS } from "@latchkey/core/key-ring/new-key-ring";
import { rotateRootKey } from "@latchkey/core/root/rotate-root-key";
import { seedPlatform } from "@latchkey/core/root/seed-platform";
import { controlPlane } from "../composition/dependencies.ts";
import { random } from "../composition/random.ts";

/** A first key for each key ring, as text, by the ring's name; nothing for one that follows another. */
export const newKeyRings = (now: number): ReadonlyMap<string, string | undefined> =>
  new Map(
    KEY_RING_NAMES.map((name) => [
      name,
      ROTATED_RINGS.includes(name) ? JSON.stringify(newKeyRing(now, random)) : undefined,
    ]),
  );

/** Makes the platform itself where it is missing, and answers root's key: the kept one, or else a new one. */
export const beginPlatform = async (keptKey: string | undefined): Promise<string> => {
  const plane = controlPlane();
  const now = plane.now();
  const work = { ...plane, now, commit: plane.commit(now) };
  await seedPlatform(work);
  return keptKey ?? rotateRootKey(work);
};
