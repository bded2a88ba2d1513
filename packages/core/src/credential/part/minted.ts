import type {
  AkskCredential,
  ApiKeyCredential,
  BasicCredential,
  Credential,
  JwtCredential,
} from "../credential.ts";

type Own<C extends Credential, K extends keyof C> = Pick<C, K | "type" | "hint">;

/** The part of a credential that its type makes. */
export type TypeFields =
  | Own<ApiKeyCredential, "imported" | "secrets">
  | Own<BasicCredential, "username" | "secrets">
  | Own<JwtCredential, JwtField>
  | Own<AkskCredential, "accessKey" | "imported" | "secrets" | AkskField>;

export type JwtField =
  | "algorithms"
  | "issuer"
  | "audience"
  | "subjectClaim"
  | "subject"
  | "key"
  | "requireExpiry"
  | "clockSkewSeconds"
  | "maxLifetimeSeconds";

type AkskField = "schemes" | "clockSkewSeconds" | "replayProtection" | "allowUnsignedPayload";

/** What is stored, what is shown once, and the names that it claims. */
export interface Minted<F extends TypeFields = TypeFields> {
  fields: F;
  secret: Record<string, string>;
  pointers: string[];
}

/** The 16 characters after `con_`. */
export const consumerPartOf = (consumerId: string): string => consumerId.slice("con_".length);
