import { hash } from "node:crypto";
import { type Key, type ListRef, listOf, META } from "./keys.ts";

/* Keys of who has what. A variable part is last in its attribute here too. */

const digest = (text: string): string => hash("sha256", text, "base64url");

/** What all keys of issuers begin with. */
export const issuerPlace: Key = { pk: "ISSUER#", sk: META };
/** Hashed, since it may be longer than a key can be. */
export const issuerKey = (issuer: string): Key => ({ ...issuerPlace, pk: issuerPlace.pk + digest(issuer) });

export const allIssuers: ListRef = { index: "gsi2", partition: "ISSUERS" };
export const issuersOf = listOf("gsi1", "ISSUERS-OF-TEAM");

/** The credentials with public keys of an issuer. */
export const credentialsNaming = (issuer: string): ListRef => ({
  index: "gsi2",
  partition: `CREDENTIALS-NAMING#${digest(issuer)}`,
});

/** The credentials with a shared secret of an issuer. */
export const secretsNaming = (issuer: string): ListRef => ({
  index: "gsi2",
  partition: `SECRETS-NAMING#${digest(issuer)}`,
});

/** The attributes of a pointer that say who has a token's identity, one for each team. */
export const IDENTITY_HOLDER = "of#";
export const identityHolder = (team: string): string => IDENTITY_HOLDER + team;
