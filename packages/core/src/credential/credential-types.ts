import type { WorkContext } from "../store/work.ts";
import { mintAksk } from "./aksk/mint-aksk.ts";
import { mintApiKeyCredential } from "./api-key/mint-api-key.ts";
import { mintBasic } from "./basic/mint-basic.ts";
import type { NewCredential } from "./credential-input.ts";
import { mintJwt } from "./jwt/mint-jwt.ts";
import type { Minted } from "./part/minted.ts";

/** Makes the secret part of a credential, or takes over an imported one. */
export const mint = async (
  work: Pick<WorkContext, "keys" | "random" | "stage">,
  consumerId: string,
  id: string,
  input: NewCredential,
): Promise<Minted> => {
  switch (input.type) {
    case "api-key":
      return mintApiKeyCredential(work, consumerId, id, input);
    case "basic":
      return mintBasic(work, input);
    case "jwt":
      return mintJwt(work, id, input);
    case "aksk":
      return mintAksk(work, consumerId, id, input);
  }
};
