import type { KeyRings } from "../key-ring/key-ring.ts";
import type { CallRequest } from "./call-request.ts";
import type { JwksSource } from "./jwks-source.ts";
import type { Look } from "./look.ts";
import type { Presented, PresentedAt } from "./presented.ts";
import type { Proof } from "./proof.ts";
import type { CacheFigures } from "./timed-cache.ts";
import { createVerifyAksk } from "./verify-aksk.ts";
import { createVerifyApiKey } from "./verify-api-key.ts";
import { type BasicSettings, createVerifyBasic } from "./verify-basic.ts";
import { createVerifyJwt, type JwtSettings } from "./verify-jwt.ts";

export type VerifierSettings = BasicSettings & JwtSettings;

export interface Verifiers {
  prove(
    presented: PresentedAt,
    request: CallRequest,
    look: Look,
    bodySha256: string | undefined,
  ): Promise<Proof>;
  figures(): { tokens: CacheFigures; passwords: CacheFigures; throttled: number; waiting: number };
}

/** The one front of the four types. */
export const createVerifiers = (keys: KeyRings, jwks: JwksSource, settings: VerifierSettings): Verifiers => {
  const apiKey = createVerifyApiKey(keys);
  const basic = createVerifyBasic(settings);
  const jwt = createVerifyJwt(keys, jwks, settings);
  const aksk = createVerifyAksk(keys);
  /** An imported key may have two dots too. */
  const tokenOrKey = async (
    { token: value, places }: PresentedAt<Presented & { type: "jwt" }>,
    request: CallRequest,
    look: Look,
  ): Promise<Proof> =>
    (await jwt.prove({ type: "jwt", token: value, places }, request, look)) ??
    apiKey({ type: "api-key", value, places }, request, look);
  return {
    prove: (presented, request, look, bodySha256) => {
      switch (presented.type) {
        case "api-key":
          return apiKey(presented, request, look);
        case "basic":
          return basic.prove(presented, request, look);
        case "jwt":
          return tokenOrKey(presented, request, look);
        case "aksk":
          return aksk(presented, request, look, bodySha256);
      }
    },
    figures: () => ({ tokens: jwt.figures(), ...basic.figures() }),
  };
};
