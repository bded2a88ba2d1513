import type { Credential } from "./credential.ts";
import { livingSecrets } from "./part/secret.ts";

/** A text that is sealed with the data ring, and its path in the credential's record. */
export interface SealedAt {
  path: (string | number)[];
  sealed: string;
}

export const sealedSecrets = (credential: Credential): SealedAt[] => {
  switch (credential.type) {
    case "api-key":
    case "basic":
    case "oauth2":
      return [];
    case "jwt":
      return credential.key.kind === "secret" ? sealedIn(["key", "secrets"], credential.key.secrets) : [];
    case "aksk":
      return sealedIn(["secrets"], credential.secrets);
  }
};

const sealedIn = (path: readonly string[], secrets: readonly { sealed: string }[]): SealedAt[] =>
  secrets.map(({ sealed }, index) => ({ path: [...path, index, "sealed"], sealed }));

/** The peppers without which a secret of the credential that still works could not be compared. */
export const peppersOf = (credential: Credential, now: number): string[] => {
  switch (credential.type) {
    case "api-key":
    case "oauth2":
      return livingSecrets(credential.secrets, now).map(({ pepper }) => pepper);
    case "basic":
    case "jwt":
    case "aksk":
      return [];
  }
};
