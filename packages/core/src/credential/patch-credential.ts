import { type JwtAlgorithm, jwtFamily, jwtHashBits } from "@latchkey/signing/jwt/jwt-algorithm";
import { invalidInput } from "../refusal.ts";
import { type Patch, patched } from "../resource.ts";
import type { StageSettings } from "../stage/stage-settings.ts";
import type { Credential, CredentialType, JwtCredential } from "./credential.ts";
import { type CredentialPatch, HeaderPosition } from "./credential-input.ts";
import { algorithmsOf, checkIdentity, jwksKeyOf, publicKeyOf } from "./jwt/jwt-settings.ts";
import { jwtPointer } from "./pointer.ts";

const COMMON = ["name", "status", "expiresAt", "hideCredential", "allowedIps", "scopes", "in"];
const OF_JWT = [
  "algorithm",
  "issuer",
  "audience",
  "subjectClaim",
  "subject",
  "publicKey",
  "jwksUri",
  "requireExpiry",
  "clockSkewSeconds",
  "maxLifetimeSeconds",
];
const OF_AKSK = ["schemes", "clockSkewSeconds", "replayProtection", "allowUnsignedPayload"];

const CHANGEABLE: Record<CredentialType, readonly string[]> = {
  "api-key": COMMON,
  basic: COMMON,
  jwt: [...COMMON, ...OF_JWT],
  aksk: [...COMMON, ...OF_AKSK],
};

/** The credential with a patch applied. @throws Refusal for a field of another type, or settings that do not fit. */
export const patchCredential = (
  stage: StageSettings,
  credential: Credential,
  patch: CredentialPatch,
): Credential => {
  const foreign = Object.keys(patch).find((field) => !CHANGEABLE[credential.type].includes(field));
  if (foreign !== undefined)
    throw invalidInput(`/${foreign}`, `not a field of a credential of type ${credential.type}`);
  refuseOtherPlaces(credential.type, patch);
  return credential.type === "jwt"
    ? patchJwt(stage, credential, patch)
    : patched(credential, patch as Patch<Credential>);
};

/** As the input of a new credential of the type is checked. */
const refuseOtherPlaces = (type: CredentialType, { in: places }: CredentialPatch): void => {
  const at = places?.findIndex((place) => !HeaderPosition.safeParse(place).success) ?? -1;
  if (at >= 0 && (type === "basic" || type === "aksk"))
    throw invalidInput(`/in/${at}/where`, "header: this type is carried in a header alone");
};

const patchJwt = (stage: StageSettings, credential: JwtCredential, patch: CredentialPatch): JwtCredential => {
  const { algorithm, publicKey: _publicKey, jwksUri: _jwksUri, ...rest } = patch;
  const algorithms = algorithm === undefined ? credential.algorithms : algorithmsOf(algorithm);
  const changed = patched(credential, { ...(rest as Patch<JwtCredential>), algorithms });
  checkIdentity(stage, changed);
  const key = changedKey(stage, credential, algorithms, patch);
  return { ...changed, key, pointers: [jwtPointer(changed.issuer, changed.subjectClaim, changed.subject)] };
};

/** A key that stays must fit when the algorithms change. A shared secret stays: it is changed by a rotation. */
const changedKey = (
  stage: StageSettings,
  credential: JwtCredential,
  algorithms: JwtAlgorithm[],
  { publicKey, jwksUri }: CredentialPatch,
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
