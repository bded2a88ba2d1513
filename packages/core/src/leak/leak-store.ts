import type { Credential } from "../credential/credential.ts";
import type { CredentialPlace } from "../credential/part/credential-place.ts";

/** Where reported values lead. Read consistently: a key that was issued a moment ago is found. */
export interface LeakStore {
  /** Where the credentials are that are found by these names, by name. */
  placesOf(names: readonly string[]): Promise<Map<string, CredentialPlace>>;
  /** The credentials that are at these places, in any order; none for a place where there is none. */
  credentialsAt(places: readonly CredentialPlace[]): Promise<Credential[]>;
}
