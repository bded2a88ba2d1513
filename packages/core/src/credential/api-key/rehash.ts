import { type KeyRing, keyState } from "../../key-ring/key-ring.ts";
import { hashKey } from "../../key-ring/pepper.ts";
import type { HashedKey } from "../part/hashed-key.ts";
import type { Rehash } from "../part/rehash.ts";
import type { ApiKeyCredential } from "./api-key-credential.ts";
import { apiKeyPointer } from "./api-key-pointer.ts";

/**
 * What to store of a key that was just proven, if a former pepper made what is stored. A pepper that this ring does not
 * take for a former one may be newer than the ring: nothing is ever hashed back.
 */
export const rehashOf = (
  peppers: KeyRing,
  credential: Pick<ApiKeyCredential, "id" | "consumerId" | "pointers"> & {
    secrets: readonly HashedKey[];
    /** An imported one is found by its hash. */
    imported?: boolean;
  },
  fitting: HashedKey,
  keySha256: Buffer,
): Rehash | undefined => {
  if (keyState(peppers, fitting.pepper) !== "former") return undefined;
  const to = hashKey(peppers, keySha256);
  const pointer = apiKeyPointer(to.pepper, to.hash);
  const isNewName = credential.imported === true && !credential.pointers?.includes(pointer);
  return {
    consumerId: credential.consumerId,
    credentialId: credential.id,
    at: credential.secrets.indexOf(fitting),
    from: { hash: fitting.hash, pepper: fitting.pepper },
    to,
    ...(isNewName ? { pointer } : {}),
  };
};
