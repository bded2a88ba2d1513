import type { VerifyApiKey } from "../credential/api-key/verify/verify-api-key.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import type { JwksSource } from "../proof/jwks-source.ts";
import { createProveCarried, type ProveCarried } from "./prove-carried.ts";
import { createVerifiers, type VerifierFigures, type VerifierSettings } from "./verifiers.ts";

/** Proves whatever a request carries. */
export interface Prover {
  proveCarried: ProveCarried;
  figures(): VerifierFigures;
}

export const createProver = (
  keys: KeyRings,
  jwks: JwksSource,
  settings: VerifierSettings,
  apiKey: VerifyApiKey,
): Prover => {
  const verifiers = createVerifiers(keys, jwks, settings, apiKey);
  return {
    proveCarried: createProveCarried(keys, verifiers, settings.ownTokens?.issuer),
    figures: verifiers.figures,
  };
};
