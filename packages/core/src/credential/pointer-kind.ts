import type { PassingName } from "../ownership/owned-name.ts";
import { ACCESS_KEY_POINTER } from "./aksk/access-key-pointer.ts";
import { API_KEY_POINTER } from "./api-key/api-key-pointer.ts";
import { USERNAME_POINTER } from "./basic/username-pointer.ts";
import type { CredentialType } from "./credential.ts";
import { JWT_POINTER } from "./jwt/jwt-pointer.ts";

/*
 * The names that credentials are found by when they were not minted. Each is held once among all teams, a token's
 * identity once in a team.
 */
const KINDS: Record<CredentialType, { beginning: string; kind: PassingName["kind"] } | undefined> = {
  "api-key": { beginning: API_KEY_POINTER, kind: "imported-key" },
  basic: { beginning: USERNAME_POINTER, kind: "user-name" },
  jwt: { beginning: JWT_POINTER, kind: "token-identity" },
  aksk: { beginning: ACCESS_KEY_POINTER, kind: "access-key" },
  // A client's name tells where its credential is.
  oauth2: undefined,
};

/** What a name is a name of. @throws RangeError for what is no name of a credential */
export const kindOfPointer = (pointer: string): PassingName["kind"] => {
  const [named] = pointer.split("#", 1);
  for (const known of Object.values(KINDS)) if (known && known.beginning === named) return known.kind;
  throw new RangeError("Not a name of a credential.");
};
