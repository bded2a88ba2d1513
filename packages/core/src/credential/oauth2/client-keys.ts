import type { JwtAlgorithm } from "@latchkey/signing/jwt/jwt-algorithm";
import { invalidInput } from "../../refusal.ts";
import type { StageSettings } from "../../stage/stage-settings.ts";
import { jwksKeyOf, publicKeyOf } from "../part/given-public-key.ts";
import type { PublicKey } from "../part/public-key.ts";
import type { NewOauth2 } from "./oauth2-input.ts";

/** What a client may sign its assertions with. */
export const CLIENT_ALGORITHMS: readonly JwtAlgorithm[] = ["RS256", "PS256", "ES256", "EdDSA"];

/** The key that is given, if one is. @throws Refusal for two, and for one that none of the algorithms can use */
export const clientKeyOf = (
  stage: StageSettings,
  { publicKey, jwksUri }: Pick<NewOauth2, "publicKey" | "jwksUri">,
): PublicKey | undefined => {
  if (publicKey !== undefined && jwksUri !== undefined)
    throw invalidInput("/jwksUri", "one of publicKey and jwksUri");
  if (publicKey !== undefined) return publicKeyOf(CLIENT_ALGORITHMS, publicKey);
  return jwksUri === undefined ? undefined : jwksKeyOf(stage, CLIENT_ALGORITHMS, jwksUri);
};
