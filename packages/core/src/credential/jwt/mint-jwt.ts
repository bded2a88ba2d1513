import type { JwtAlgorithm } from "@latchkey/signing/jwt/jwt-algorithm";
import { jwtFamily } from "@latchkey/signing/jwt/jwt-algorithm-properties";
import { seal } from "../../key-ring/seal.ts";
import { invalidInput } from "../../refusal.ts";
import type { StageSettings } from "../../stage/stage-settings.ts";
import { jwksKeyOf, publicKeyOf } from "../part/given-public-key.ts";
import { type CredentialIds, type Minted, type MintWork, randomText } from "../part/minted.ts";
import { lastFourOf } from "../part/secret.ts";
import type { JwtCredential, JwtFields, SealedJwtSecret } from "./jwt-credential.ts";
import type { NewJwt } from "./jwt-input.ts";
import { jwtPointer } from "./jwt-pointer.ts";
import { algorithmsOf, checkIdentity, secretBytes } from "./jwt-settings.ts";

/** 381 bits as 64 characters: long enough for HS512. */
const SECRET_LENGTH = 64;
const HINT = 40;

type JwtWork = MintWork & { stage: StageSettings };

export const mintJwt = async (
  work: JwtWork,
  { id }: CredentialIds,
  input: NewJwt,
): Promise<Minted<JwtFields>> => {
  const algorithms = algorithmsOf(input.algorithm);
  checkIdentity(work.stage, input);
  const { key, secret } = await keyOf(work, id, algorithms, input);
  const { issuer, audience, subjectClaim, subject, requireExpiry, clockSkewSeconds, maxLifetimeSeconds } =
    input;
  return {
    fields: {
      type: "jwt",
      algorithms,
      subjectClaim,
      key,
      requireExpiry,
      clockSkewSeconds,
      ...(issuer === undefined ? {} : { issuer }),
      ...(audience === undefined ? {} : { audience }),
      ...(subject === undefined ? {} : { subject }),
      ...(maxLifetimeSeconds === undefined ? {} : { maxLifetimeSeconds }),
      hint: (subject ?? issuer ?? "").slice(0, HINT),
    },
    secret,
    pointers: [jwtPointer(issuer, subjectClaim, subject)],
  };
};

const keyOf = async (
  work: JwtWork,
  id: string,
  algorithms: readonly JwtAlgorithm[],
  input: NewJwt,
): Promise<{ key: JwtCredential["key"]; secret: Record<string, string> }> => {
  const { secret, publicKey, jwksUri, secretEncoding } = input;
  if ([secret, publicKey, jwksUri].filter((given) => given !== undefined).length > 1)
    throw invalidInput("/secret", "one of secret, publicKey and jwksUri");
  if (publicKey !== undefined) return { key: publicKeyOf(algorithms, publicKey), secret: {} };
  if (jwksUri !== undefined) return { key: jwksKeyOf(work.stage, algorithms, jwksUri), secret: {} };
  if (secret !== undefined) {
    secretBytes(algorithms, secret, secretEncoding);
    return { key: await sealedKey(work, id, secret, secretEncoding), secret: {} };
  }
  if (algorithms.some((algorithm) => jwtFamily(algorithm) !== "HS"))
    throw invalidInput("/publicKey", "this algorithm needs a publicKey or a jwksUri");
  const made = newJwtSecret(work);
  const sealed = await sealedJwtSecret(work, id, made, "text");
  return {
    key: { kind: "secret", secrets: [{ ...sealed, lastFour: lastFourOf(made) }] },
    secret: { secret: made },
  };
};

const sealedKey = async (
  work: JwtWork,
  id: string,
  secret: string,
  encoding: NewJwt["secretEncoding"],
): Promise<JwtCredential["key"]> => ({
  kind: "secret",
  secrets: [await sealedJwtSecret(work, id, secret, encoding)],
});

export const sealedJwtSecret = async (
  work: MintWork,
  id: string,
  secret: string,
  encoding: SealedJwtSecret["encoding"],
): Promise<SealedJwtSecret> => ({
  sealed: seal(await work.keys.ring("data"), secret, id, work.random),
  encoding,
});

export const newJwtSecret = (work: Pick<MintWork, "random">): string => randomText(work, SECRET_LENGTH);
