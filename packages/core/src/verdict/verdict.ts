import type { Consumer } from "../consumer/consumer.ts";
import type { Credential, Position } from "../credential/credential.ts";
import type { Service } from "../service/service.ts";
import type { CallSubscription } from "./call-records.ts";

/** About the credential itself: the caller is told `invalid-credential`, whichever it was. */
export type CredentialReason =
  | "missing-credential"
  | "malformed-credential"
  | "unknown-credential"
  | "credential-expired"
  | "credential-disabled"
  | "bad-signature"
  | "clock-skew"
  | "replayed"
  | "body-mismatch";

/** What an identified consumer may not do: it is told the reason. */
export type AccessReason =
  | "consumer-suspended"
  | "team-suspended"
  | "ip-not-allowed"
  | "no-subscription"
  | "subscription-pending"
  | "subscription-suspended"
  | "subscription-expired"
  | "scope-missing";

/** Which body the gateway may forward. */
export type BodyRule = "any" | "none" | `sha256=${string}`;

/** Who calls what, as far as it is known. */
export interface Call {
  consumer: Consumer;
  credential: Credential;
  subscription: CallSubscription;
  service: Service;
}

export type Verdict =
  /** `at` is where the credential stood, so that it can be hidden from the upstream. */
  | { kind: "allowed"; call: Call; body: BodyRule; at: Position; scopes?: string[] }
  | { kind: "unauthenticated"; reason: CredentialReason; known?: Pick<Call, "consumer" | "credential"> }
  | { kind: "refused"; reason: AccessReason; known: Pick<Call, "consumer" | "credential"> & Partial<Call> };
