import { seal } from "../../key-ring/seal.ts";
import type { Rotate } from "../part/minted.ts";
import { lastFourOf, rotatedSecrets, type SealedSecret } from "../part/secret.ts";
import type { AkskCredential } from "./aksk-credential.ts";
import { newSecretKey } from "./mint-aksk.ts";

export const rotateAksk: Rotate<AkskCredential> = async (work, credential, overlap) => {
  const secretKey = newSecretKey(work);
  const made: SealedSecret = {
    sealed: seal(await work.keys.ring("data"), secretKey, credential.id, work.random),
    lastFour: lastFourOf(secretKey),
  };
  const secrets = rotatedSecrets(credential.secrets, made, overlap);
  return { rotated: { ...credential, secrets }, secret: { accessKey: credential.accessKey, secretKey } };
};
