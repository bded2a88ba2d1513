import { hash } from "node:crypto";

/** Of the SHA-256 of a request's id: two of a slot's calls are not taken for one. */
const ID_BYTES = 8;
/** Slots and ids that one instance remembers. */
const MAX_SLOTS = 64;
const MAX_IDS = 300_000;

/** What is known of a slot: how many additions were read, and which of them counts a call. */
export interface KnownSlot {
  seq: number;
  ids: Map<string, number>;
  /** Whether others have added more than was read. */
  isOld: boolean;
}

export const idBytes = (requestId: string): Buffer =>
  hash("sha256", requestId, "buffer").subarray(0, ID_BYTES);

export const idName = (requestId: string): string => idBytes(requestId).toString("hex");

export const idNames = (bytes: unknown): string[] =>
  bytes instanceof Uint8Array
    ? Array.from({ length: Math.floor(bytes.length / ID_BYTES) }, (_, index) =>
        Buffer.from(bytes.subarray(index * ID_BYTES, (index + 1) * ID_BYTES)).toString("hex"),
      )
    : [];

/** The log only grows, so what was read of it stays true: an instance reads on from there. Bounded. */
export const knownSlots = () => {
  const slots = new Map<number, KnownSlot>();
  return {
    of: (slot: number): KnownSlot => {
      const known = slots.get(slot) ?? { seq: 0, ids: new Map(), isOld: false };
      slots.delete(slot);
      slots.set(slot, known);
      return known;
    },
    /** Forgets those that were used longest ago. */
    trim: (): void => {
      let ids = [...slots.values()].reduce((sum, each) => sum + each.ids.size, 0);
      for (const [slot, known] of slots) {
        if (slots.size <= 1 || (slots.size <= MAX_SLOTS && ids <= MAX_IDS)) return;
        ids -= known.ids.size;
        slots.delete(slot);
      }
    },
  };
};
