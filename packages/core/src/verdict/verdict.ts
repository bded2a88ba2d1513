import type { CallSubscription } from "../call-records/call-records.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { Rehash } from "../credential/api-key/rehash.ts";
import type { Credential, Position } from "../credential/credential.ts";
import type { PendingSignature } from "../proof/pending-signature.ts";
import type { Service } from "../service/service.ts";

/** About the credential itself: the caller is told `invalid-credential`, whichever it was. */
export type CredentialReason =
  | "missing-credential"
  | "malformed-credential"
  | "unknown-credential"
  | "credential-expired"
  | "credential-disabled"
  | "bad-signature"
  /** Two consumers that the token fits alike. */
  | "ambiguous-token"
  | "clock-skew"
  | "replayed"
  | "body-mismatch"
  /** Too many wrong passwords: not looked at. */
  | "rate-limited";

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

/** A signature that may be used once, and until when it would be accepted: seconds since the epoch. */
export interface Nonce {
  key: string;
  until: number;
}

export interface Allowed {
  kind: "allowed";
  call: Call;
  body: BodyRule;
  /** Every place in which a credential stood that is hidden from the upstream. */
  hide: Position[];
  /** The own place of every credential that the upstream gets to see. */
  keep: Position[];
  scopes?: string[];
  /** To be claimed once everything else holds, the body included. */
  nonce?: Nonce;
  /** To be written with the use. */
  rehash?: Rehash;
}

export interface Refused {
  kind: "refused";
  reason: AccessReason;
  known: Pick<Call, "consumer" | "credential"> & Partial<Call>;
}

export type Verdict =
  | Allowed
  | Refused
  /** Access is decided; whether it is the consumer at all, the body says. Nothing may be told or counted until then. */
  | { kind: "pending"; signature: PendingSignature; ifHeld: Allowed | Refused }
  | {
      kind: "unauthenticated";
      reason: CredentialReason;
      known?: Presenter;
      /** Whom an ambiguous token concerns beside. */
      others?: readonly Presenter[];
    };

/** Who has presented a credential, as far as it is known. */
export type Presenter = Pick<Call, "consumer" | "credential">;
