import type { Credential } from "./credential.ts";
import { issuerOfKeys } from "./jwt/issuer-of-keys.ts";

/** The issuer whose public keys prove a credential's calls; nothing for what a secret proves. */
export const namedIssuer = (credential: Credential): string | undefined => {
  switch (credential.type) {
    case "jwt":
      return issuerOfKeys(credential);
    case "api-key":
    case "basic":
    case "aksk":
    // What a client signs names the client itself, and is for the stage alone.
    case "oauth2":
      return undefined;
  }
};
