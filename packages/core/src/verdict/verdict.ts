import type { CallSubscription } from "../call-records/call-records.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { Credential } from "../credential/credential.ts";
import type { Position } from "../credential/part/position.ts";
import type { Rehash } from "../credential/part/rehash.ts";
import type { UseMark } from "../credential/part/secret.ts";
import type { BodyRule, CredentialReason, PendingSignature } from "../proof/proof.ts";
import type { Nonce } from "../proof/replay-protection.ts";
import type { Service } from "../service/service.ts";

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

/** Who calls what, as far as it is known. */
export interface Call {
  consumer: Consumer;
  credential: Credential;
  subscription: CallSubscription;
  service: Service;
}

export interface Allowed {
  kind: "allowed";
  call: Call;
  body: BodyRule;
  /** Every position of a credential that is hidden from the upstream. */
  hide: Position[];
  /** The own position of every credential that the upstream gets to see. */
  keep: Position[];
  scopes?: string[];
  /** To be claimed once everything else holds, the body included. */
  nonce?: Nonce;
  /** To be written with the use. */
  rehash?: Rehash;
  /** Of the secret that was used. */
  mark?: UseMark;
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
