import type { JwtAlgorithm } from "@latchkey/signing/jwt/jwt-algorithm";
import { jwtFamily, jwtHashBits } from "@latchkey/signing/jwt/jwt-algorithm-properties";
import { invalidInput } from "../../refusal.ts";
import { type Patch, patched } from "../../resource.ts";
import type { StageSettings } from "../../stage/stage-settings.ts";
import { jwksKeyOf, publicKeyOf } from "../part/given-public-key.ts";
import type { JwtCredential } from "./jwt-credential.ts";
import type { JwtChange } from "./jwt-input.ts";
import { jwtPointer } from "./jwt-pointer.ts";
import { algorithmsOf, checkIdentity } from "./jwt-settings.ts";

/** The credential with a change applied. @throws Refusal for settings that do not fit together */
export const changeJwt = (
  stage: StageSettings,
  credential: JwtCredential,
  change: JwtChange,
): JwtCredential => {
  const { algorithm, publicKey: _publicKey, jwksUri: _jwksUri, ...rest } = change;
  const algorithms = algorithm === undefined ? credential.algorithms : algorithmsOf(algorithm);
  const changed = patched(credential, { ...(rest as Patch<JwtCredential>), algorithms });
  checkIdentity(stage, changed);
  const key = changedKey(stage, credential, algorithms, change);
  return { ...changed, key, pointers: [jwtPointer(changed.issuer, changed.subjectClaim, changed.subject)] };
};

/** A key that stays must fit when the algorithms change. A shared secret stays: it is changed by a rotation. */
const changedKey = (
  stage: StageSettings,
  credential: JwtCredential,
  algorithms: JwtAlgorithm[],
  { publicKey, jwksUri }: JwtChange,
): JwtCredential["key"] => {
  const { key } = credential;
  if (publicKey !== undefined && jwksUri !== undefined)
    throw invalidInput("/jwksUri", "one of publicKey and jwksUri");
  if (publicKey !== undefined) return publicKeyOf(algorithms, publicKey);
  if (jwksUri !== undefined) return jwksKeyOf(stage, algorithms, jwksUri);
  if (key.kind === "pem") return publicKeyOf(algorithms, key.pem);
  if (key.kind === "jwk") return publicKeyOf(algorithms, key.jwk);
  if (key.kind === "jwks") return jwksKeyOf(stage, algorithms, key.uri);
  // How long the sealed secret is was checked for the algorithms it had, and is not known here.
  if (strength(algorithms) > strength(credential.algorithms))
    throw invalidInput("/algorithm", "needs a longer secret: issue another credential");
  return key;
};

/** The longest hash, in bits; beyond any for algorithms that a shared secret cannot serve. */
const strength = (algorithms: readonly JwtAlgorithm[]): number =>
  Math.max(
    ...algorithms.map((name) => (jwtFamily(name) === "HS" ? jwtHashBits(name) : Number.POSITIVE_INFINITY)),
  );
