import type { MintWork, Rotated } from "../part/minted.ts";
import { lastFourOf, type Overlap, rotatedSecrets } from "../part/secret.ts";
import type { BasicCredential, HashedPassword } from "./basic-credential.ts";
import { newPassword } from "./mint-basic.ts";
import { hashPassword } from "./password.ts";

export const rotateBasic = async (
  { random }: Pick<MintWork, "random">,
  credential: BasicCredential,
  overlap: Overlap,
): Promise<Rotated<BasicCredential>> => {
  const password = newPassword({ random });
  const phc = await hashPassword(password, random, credential.secrets[0]?.phc);
  const made: HashedPassword = { phc, lastFour: lastFourOf(password) };
  const secrets = rotatedSecrets(credential.secrets, made, overlap);
  return { rotated: { ...credential, secrets }, secret: { username: credential.username, password } };
};
