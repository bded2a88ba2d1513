import { Refusal } from "../../refusal.ts";
import { mintHashed } from "../part/mint-hashed.ts";
import type { Rotate } from "../part/minted.ts";
import { rotatedSecrets } from "../part/secret.ts";
import { CLIENT_SECRET_FORM } from "./mint-oauth2.ts";
import type { Oauth2Credential } from "./oauth2-credential.ts";

/** The client's name stays. @throws Refusal for a client with a key: its private half is the consumer's */
export const rotateOauth2: Rotate<Oauth2Credential> = async (work, credential, overlap) => {
  const { key, clientId } = credential;
  if (key)
    throw new Refusal(
      "invalid-input",
      "The private key of this credential is yours: change its publicKey or jwksUri.",
    );
  const { text: clientSecret, hashed } = await mintHashed(work, credential, CLIENT_SECRET_FORM);
  const secrets = rotatedSecrets(credential.secrets, hashed, overlap);
  return { rotated: { ...credential, secrets }, secret: { clientId, clientSecret } };
};
