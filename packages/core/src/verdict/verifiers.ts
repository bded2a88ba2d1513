import type { CacheFigures } from "../cache/timed-cache.ts";
import type { CallReader } from "../call-records/call-reader.ts";
import { createVerifyAksk } from "../credential/aksk/verify/verify-aksk.ts";
import { importedKeyNames } from "../credential/api-key/verify/imported-keys.ts";
import type { VerifyApiKey } from "../credential/api-key/verify/verify-api-key.ts";
import type { PresentedBasic } from "../credential/basic/present-basic.ts";
import { type BasicSettings, createVerifyBasic } from "../credential/basic/verify/verify-basic.ts";
import type { PresentedJwt } from "../credential/jwt/present-jwt.ts";
import { createVerifyJwt, type JwtSettings } from "../credential/jwt/verify/verify-jwt.ts";
import { createVerifyOauth2, hasAccessTokenForm } from "../credential/oauth2/verify/verify-oauth2.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import type { CallRequest } from "../presented/call-request.ts";
import { expectedType } from "../presented/expected-type.ts";
import type { PresentedAt } from "../presented/presented.ts";
import type { JwksSource } from "../proof/jwks-source.ts";
import { isHeld, type Proof, refusedProof } from "../proof/proof.ts";

export type VerifierSettings = BasicSettings & JwtSettings;

export interface Verifiers {
  prove(
    presented: PresentedAt,
    request: CallRequest,
    reader: CallReader,
    bodySha256: string | undefined,
  ): Promise<Proof>;
  /** Whether a login was right a moment ago. */
  isRemembered(login: PresentedAt<PresentedBasic>, now: number): boolean;
  figures(): VerifierFigures;
}

export interface VerifierFigures {
  tokens: CacheFigures;
  passwords: CacheFigures;
  /** User names with wrong passwords within the last minute, by source. */
  throttled: number;
  /** Passwords waiting to be checked. */
  waiting: number;
}

/** The one front of the five types. */
export const createVerifiers = (
  keys: KeyRings,
  jwks: JwksSource,
  settings: VerifierSettings,
  apiKey: VerifyApiKey,
): Verifiers => {
  const basic = createVerifyBasic(settings);
  const jwt = createVerifyJwt(keys, jwks, settings);
  const aksk = createVerifyAksk(keys);
  const oauth2 = createVerifyOauth2(keys, settings.ownTokens, settings);
  /**
   * An imported key may look like a token, or be one. What is proven by its signature is a token: importing a token of
   * another consumer as a key takes over none of that consumer's calls.
   */
  const tokenOrKey = async (
    presented: PresentedAt<PresentedJwt>,
    request: CallRequest,
    reader: CallReader,
  ): Promise<Proof> => {
    const { token: value, positions } = presented;
    const own = hasAccessTokenForm(value) && (await oauth2(presented, request, reader));
    if (own) return own;
    const remembered = await jwt.remembered(presented, request, reader);
    if (remembered) return remembered;
    const keyNames = expectedType(request) === "jwt" ? [] : await importedKeyNames(keys, value);
    const { proof, isKey } = await jwt.prove(presented, request, reader, keyNames);
    if (proof && (isHeld(proof) || !isKey)) return proof;
    const asKey = await apiKey({ type: "api-key", value, positions }, request, reader);
    return proof && !isHeld(asKey) ? proof : asKey;
  };
  return {
    prove: (presented, request, reader, bodySha256) => {
      switch (presented.type) {
        case "api-key":
          return apiKey(presented, request, reader);
        case "basic":
          return basic.prove(presented, request, reader);
        case "jwt":
          return tokenOrKey(presented, request, reader);
        case "aksk":
          return aksk(presented, request, reader, bodySha256);
        case "oauth2":
          return oauth2(presented, request, reader).then(
            (proof) => proof ?? refusedProof("malformed-credential"),
          );
      }
    },
    isRemembered: basic.isRemembered,
    figures: () => ({ tokens: jwt.figures(), ...basic.figures() }),
  };
};
