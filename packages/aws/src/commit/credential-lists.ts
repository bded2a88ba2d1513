import type { Credential } from "@latchkey/core/credential/credential";
import { namedIssuer } from "@latchkey/core/credential/named-issuer";
import { credentialsOf, type Placed } from "../dynamo/keys.ts";
import { credentialsNaming, secretsNaming } from "../dynamo/ownership-keys.ts";

/** The lists that a credential is in. */
export const credentialLists = (credential: Credential): Placed[] => {
  const issuer = namedIssuer(credential);
  const naming = issuer === undefined ? namingWithSecret(credential) : [credentialsNaming(issuer)];
  return [credentialsOf(credential.consumerId), ...naming];
};

const namingWithSecret = (credential: Credential): Placed[] =>
  credential.type === "jwt" && credential.issuer !== undefined ? [secretsNaming(credential.issuer)] : [];
