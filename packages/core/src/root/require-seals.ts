import { isoTime } from "../clock.ts";
import type { KeyRingStore } from "./key-ring-work.ts";

/** Notes in the ring `record` that every record of the table carries a seal: from now on one without was not written by the program. */
export const requireSeals = async (rings: KeyRingStore, now: number): Promise<void> => {
  const { ring, version } = await rings.read("record");
  if (ring.sealedSince !== undefined) return;
  await rings.replace("record", { ...ring, sealedSince: isoTime(now) }, version);
};
