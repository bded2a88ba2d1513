import { createVerifyApiKey, type VerifyApiKey } from "../credential/api-key/verify/verify-api-key.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import { once } from "../once.ts";
import { isHeld } from "../proof/proof.ts";
import type { Prover } from "./prover.ts";

/** @param apiKey what remembers the keys that were proven without the prover */
export type LoadProver = (apiKey: VerifyApiKey) => Promise<Prover>;

const NO_CACHE = { hits: 0, misses: 0, size: 0 };
const NO_FIGURES = { tokens: NO_CACHE, passwords: NO_CACHE, throttled: 0, waiting: 0 };

/**
 * An API key that holds, alone in a request, needs nothing else. All other requests are the prover's, which the first of them
 * loads: what verifies signatures, tokens and passwords is most of a verdict's code.
 */
export const createProveKeyFirst = (keys: KeyRings, load: LoadProver): Prover => {
  const apiKey = createVerifyApiKey(keys);
  const prover = once(() => load(apiKey));
  let loaded: Prover | undefined;
  return {
    proveCarried: async (carried, call) => {
      const { definite, tentative, unreadable } = carried;
      const [only] = definite;
      const isAlone = definite.length === 1 && tentative.length === 0 && !unreadable;
      const known =
        isAlone && only?.type === "api-key" ? await apiKey(only, call.request, call.reader) : undefined;
      if (known && isHeld(known)) return { definite: [known], tentative: [] };
      loaded ??= await prover();
      return loaded.proveCarried(carried, call, known);
    },
    figures: () => loaded?.figures() ?? NO_FIGURES,
  };
};
