import type { KeyRing, KeyRings } from "@latchkey/core/key-ring/key-ring";
import { isAwsError } from "../aws-error.ts";

/**
 * The ring `record`. A stage that was deployed before there was one has none until an operator invokes `migrate`: until
 * then its records carry no seal, and nothing else waits for it.
 *
 * @throws Unavailable when the ring is there and cannot be read.
 */
export const recordRing = (
  keys: KeyRings,
): { ring(): Promise<KeyRing | undefined>; refresh(): Promise<KeyRing | undefined> } => ({
  ring: () => keys.ring("record").catch(ifNotBegun),
  refresh: () => keys.refresh("record").catch(ifNotBegun),
});

const ifNotBegun = (error: unknown): undefined => {
  if (error instanceof Error && isAwsError(error.cause, "ResourceNotFoundException")) return undefined;
  throw error;
};
