import type { AkskCredential } from "../credential/aksk/aksk-credential.ts";
import type { BasicCredential } from "../credential/basic/basic-credential.ts";
import type { JwtCredential } from "../credential/jwt/jwt-credential.ts";
import { clientIdOf } from "../credential/oauth2/client-id.ts";
import type { Oauth2Credential } from "../credential/oauth2/oauth2-credential.ts";
import { aCredential } from "./records.ts";

/* Credentials of the types other than `api-key`, with the least that a test has to say. */

const { type: _type, imported: _imported, secrets: _secrets, ...common } = aCredential();

export const aBasicCredential = (fields: Partial<BasicCredential> = {}): BasicCredential => ({
  ...common,
  type: "basic",
  username: "ana",
  secrets: [{ phc: "$argon2id$" }],
  ...fields,
});

export const aJwtCredential = (fields: Partial<JwtCredential> = {}): JwtCredential => ({
  ...common,
  type: "jwt",
  algorithms: ["HS256"],
  subjectClaim: "sub",
  key: { kind: "secret", secrets: [] },
  requireExpiry: true,
  clockSkewSeconds: 60,
  ...fields,
});

export const anAkskCredential = (fields: Partial<AkskCredential> = {}): AkskCredential => ({
  ...common,
  type: "aksk",
  accessKey: "AK1",
  imported: false,
  secrets: [{ sealed: "sealed" }],
  schemes: ["aws4"],
  clockSkewSeconds: 300,
  replayProtection: false,
  allowUnsignedPayload: false,
  ...fields,
});

export const anOauth2Credential = (fields: Partial<Oauth2Credential> = {}): Oauth2Credential => ({
  ...common,
  type: "oauth2",
  clientId: clientIdOf({ consumerId: common.consumerId, id: common.id }),
  secrets: [],
  accessTokenSeconds: 900,
  ...fields,
});
