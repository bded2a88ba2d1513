import { isDeepStrictEqual } from "node:util";
import { publicTokenRing } from "../access-token/token-keys.ts";
import { KeyRingRefused } from "../key-ring/change-key-ring.ts";
import type { KeyRing } from "../key-ring/key-ring.ts";
import type { KeyRingStore } from "./key-ring-work.ts";
import type { KeyRingSource } from "./seed-key-rings.ts";

/**
 * Brings the ring `token-public` up to the ring `token`: at the beginning, and where a change of both was cut off between
 * them. Any number of runs at once come to the same.
 *
 * @throws KeyRingRefused where another run has changed it in this moment.
 */
export const publishTokenKeys = async (store: KeyRingStore, source: KeyRingSource): Promise<void> => {
  const { ring } = await store.read("token");
  const wanted = publicTokenRing(ring);
  if (await source.hasKeys("token-public")) await bringTo(store, () => wanted);
  else await source.begin("token-public", wanted);
};

/**
 * Changes both rings. A key is public before it is private, and private no more before it is public no more: so no token
 * is made that cannot be checked, wherever a change is cut off.
 */
export const withPublicTokenKeys = (store: KeyRingStore): KeyRingStore => ({
  // What a change that was cut off has left is finished by the next look.
  read: async (name) => {
    const stored = await store.read(name);
    if (name === "token") await bringTo(store, () => publicTokenRing(stored.ring)).catch(unlessRaced);
    return stored;
  },
  replace: async (name, ring, version) => {
    if (name !== "token") return store.replace(name, ring, version);
    const next = publicTokenRing(ring);
    await bringTo(store, (known) => ({ ...next, keys: { ...known.keys, ...next.keys } }));
    await store.replace(name, ring, version);
    await bringTo(store, () => next);
  },
});

const bringTo = async (store: KeyRingStore, wanted: (known: KeyRing) => KeyRing): Promise<void> => {
  const { ring, version } = await store.read("token-public");
  const next = wanted(ring);
  if (!isDeepStrictEqual(ring, next)) await store.replace("token-public", next, version);
};

const unlessRaced = (error: unknown): void => {
  if (!(error instanceof KeyRingRefused)) throw error;
};
