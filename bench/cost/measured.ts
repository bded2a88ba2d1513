import type { Metered } from "./metered-latchkey.ts";
import type { Units } from "./metered-wire.ts";

export type ReadAndWritten = Pick<Units, "rru" | "wru">;

export const AN_API_KEY = { name: "key", type: "api-key", hideCredential: true } as const;

/** After so long nothing is remembered. */
export const FORGOTTEN_MS = 61_000;

export const measured = async ({ wire }: Metered, run: () => Promise<void>): Promise<ReadAndWritten> => {
  wire.take();
  await run();
  const { rru, wru } = wire.take();
  return { rru, wru };
};
