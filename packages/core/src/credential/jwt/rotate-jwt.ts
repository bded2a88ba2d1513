import { Refusal } from "../../refusal.ts";
import type { Rotate } from "../part/minted.ts";
import { lastFourOf, rotatedSecrets } from "../part/secret.ts";
import type { JwtCredential } from "./jwt-credential.ts";
import { newJwtSecret, sealedJwtSecret } from "./mint-jwt.ts";

/** @throws Refusal for public keys: their private key is the consumer's */
export const rotateJwt: Rotate<JwtCredential> = async (work, credential, overlap) => {
  const { key } = credential;
  if (key.kind !== "secret")
    throw new Refusal(
      "invalid-input",
      "The private key of this credential is yours: change its publicKey or jwksUri.",
    );
  const secret = newJwtSecret(work);
  const made = {
    ...(await sealedJwtSecret(work, credential.id, secret, "text")),
    lastFour: lastFourOf(secret),
  };
  const secrets = rotatedSecrets(key.secrets, made, overlap);
  return { rotated: { ...credential, key: { ...key, secrets } }, secret: { secret } };
};
