import type { ErasedNote } from "@latchkey/aws/stores/erased-table";
import { isSealed, keyOfSeal } from "@latchkey/core/audit/audit-seal";
import type { Judging } from "@latchkey/core/audit/judge-write";
import { isRecordSealed, restoreText } from "@latchkey/core/audit/record-seal";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";

export interface SealKeys {
  /** The ring `record`. Nothing while an older stage has none. */
  ring(): Promise<KeyRing | undefined>;
  /** The ring as it is at its source now: a seal may name a newer key than this instance knows. */
  refresh(): Promise<KeyRing | undefined>;
}

/** How the appender tells what the program wrote from what was written past it. `notes`: by the ids of erased records. */
export const judging = async (keys: SealKeys, notes: ReadonlyMap<string, ErasedNote>): Promise<Judging> => {
  const ring = await keys.ring();
  const known = async (mac: string): Promise<KeyRing | undefined> =>
    ring && Object.hasOwn(ring.keys, keyOfSeal(mac)) ? ring : keys.refresh();
  const isRecord: Judging["isSealed"] = async (record, mac) => {
    const of = await known(mac);
    return of !== undefined && isRecordSealed(of, record, mac);
  };
  return {
    enforced: ring?.sealedSince !== undefined,
    isSealed: isRecord,
    isRestored: async ({ key }, mac, restored) => {
      const of = await known(restored);
      return of !== undefined && isSealed(of, "restore", restoreText(key, mac), restored);
    },
    erasedBy: async (id) => {
      const note = notes.get(id);
      if (!note) return undefined;
      return { by: note.by, sealed: note.mac !== undefined && (await isRecord(note.record, note.mac)) };
    },
  };
};
