import { Refusal } from "../../refusal.ts";
import type { MintWork, Rotated } from "../part/minted.ts";
import { type Overlap, rotatedSecrets } from "../part/secret.ts";
import { newClientSecret } from "./mint-oauth2.ts";
import type { Oauth2Credential } from "./oauth2-credential.ts";

/** The client's name stays. @throws Refusal for a client with a key: its private half is the consumer's */
export const rotateOauth2 = async (
  work: MintWork,
  credential: Oauth2Credential,
  overlap: Overlap,
): Promise<Rotated<Oauth2Credential>> => {
  const { key, clientId } = credential;
  if (key)
    throw new Refusal(
      "invalid-input",
      "The private key of this credential is yours: change its publicKey or jwksUri.",
    );
  const { clientSecret, hashed } = await newClientSecret(work, credential);
  const secrets = rotatedSecrets(credential.secrets, hashed, overlap);
  return { rotated: { ...credential, secrets }, secret: { clientId, clientSecret } };
};
