import * as z from "#schema";
import { AkskCredential } from "./aksk/aksk-credential.ts";
import { ApiKeyCredential } from "./api-key/api-key-credential.ts";
import { BasicCredential } from "./basic/basic-credential.ts";
import { JwtCredential } from "./jwt/jwt-credential.ts";
import { Oauth2Credential } from "./oauth2/oauth2-credential.ts";

export const Credential = z.discriminatedUnion("type", [
  ApiKeyCredential,
  BasicCredential,
  JwtCredential,
  AkskCredential,
  Oauth2Credential,
]);
export type Credential = z.infer<typeof Credential>;
export type CredentialRecord = { kind: "credential"; value: Credential };

export type CredentialType = Credential["type"];

/** The record of a credential of this type. */
export type CredentialOf<T extends CredentialType> = Extract<Credential, { type: T }>;
