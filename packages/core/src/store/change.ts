import type { SpendWrite } from "../allowance/allowance-store.ts";
import type { DomainEvent, NewEvent } from "../event/event.ts";
import type { WaitingCase } from "../mail/waiting-case.ts";
import type { Digest, WaitingMail } from "../mail/waiting-mail.ts";
import type { Raced } from "../outage.ts";
import type { OwnedName, PassingName } from "../ownership/owned-name.ts";
import type { Refusal } from "../refusal.ts";
import type { Resource } from "../resource.ts";

/** What is stored as a record with a revision. Each noun has its own: `{ kind: "consumer"; value: Consumer }`. */
export interface AnyRecord {
  kind: string;
  value: Resource;
}

/**
 * Counts kept beside a record: they bound what it may hold and tell when it is empty. `named` only grows: how often a
 * credential has come to name an issuer.
 */
export type Counter =
  | { of: "team"; slug: string; what: "consumers" | "services" }
  | { of: "consumer"; id: string; what: "credentials" | "living" }
  | { of: "service"; slug: string; what: "living" }
  | { of: "issuer"; issuer: string; what: "named" };

/** One conditional write; `otherwise` is what the caller is told when its condition does not hold. */
export type Write<R extends AnyRecord> = RecordWrite<R> | OtherWrite;

/** Makes, replaces or erases a record. */
export type RecordWrite<R extends AnyRecord> =
  | { write: "create"; record: R; otherwise: Refusal | Raced }
  /**
   * Replaces the revision before `record.value.revision`; when that one is gone the change has raced. The entries
   * that it adds to a subscription's history have the time of `updatedAt`.
   */
  | { write: "replace"; record: R }
  /**
   * `empty`: refused unless these counters of the record are 0. `still`: raced unless its counter is as it was. A tombstone
   * reserves a slug permanently.
   */
  | {
      write: "erase";
      record: R;
      tombstone: boolean;
      empty?: { otherwise: Refusal };
      still?: { counter: Counter["what"]; at: number };
    };

/** Everything that is written beside records. */
export type OtherWrite =
  /** Claims a name for its first holder; a later claim is refused because the name is taken. A consumer that comes back has its name there. */
  | { write: "claim"; name: OwnedName; holder: string }
  | { write: "release"; name: PassingName }
  /** A token's identity, held in one team, is held in another from now on: refused where that team has it, raced unless it was so held. */
  | { write: "pass"; name: Extract<OwnedName, { kind: "token-identity" }>; to: string; holder: string }
  /** Lets the change happen only in a table that has been brought into this form. */
  | { write: "expect-form"; least: number; otherwise: Refusal }
  /** Changes nothing: raced unless the service is of this revision. */
  | { write: "expect-service"; slug: string; revision: number }
  /** The same of a team. */
  | { write: "expect-team"; slug: string; revision: number }
  /** The same of a consumer: of its revision, of how many credentials it has, or both. */
  | { write: "expect-consumer"; id: string; revision?: number; credentials?: number }
  /** Changes nothing: refused while a consumer has a living subscription to a service. */
  | { write: "expect-no-subscription"; consumer: string; service: string; otherwise: Refusal }
  | { write: "count"; counter: Counter; by: 1 | -1; most?: number; otherwise: Refusal }
  | SpendWrite
  /** Brings a team into, or out of, the one record that the authorizer reads for all teams. */
  | { write: "suspend-team"; team: string; suspended: boolean }
  /** Puts an event on the bus once more, as it was. */
  | { write: "publish-again"; event: DomainEvent }
  /** Lets a notification be sent that counts as sent. */
  | { write: "forget-sent"; key: string }
  /** A notification's mail is paid for; refused when it was paid for, sent or put off before. */
  | { write: "admit-mail"; key: string; otherwise: Refusal }
  /** Mails are sent to an address again. */
  | { write: "lift-suppression"; address: string; at: number }
  /** A notification's mail waits in a digest that is not closed yet, and counts as sent. */
  | {
      write: "put-off-mail";
      digest: Digest;
      mail: WaitingMail;
      otherwise: { decided: Refusal; closed: Refusal };
    }
  /** An application waits in a digest that is not closed yet. `told`: the notification that counts as sent by this. */
  | {
      write: "put-off-case";
      digest: Digest;
      waiting: WaitingCase;
      told?: { key: string; otherwise: Refusal };
      otherwise: Refusal;
    };

export interface Change<R extends AnyRecord> {
  writes: Write<R>[];
  events: NewEvent[];
  /** Names the resource from which the answer to a repeated `Idempotency-Key` is built again. */
  result: ResultRef<R["kind"]>;
}

export interface ResultRef<Kind extends string = string> {
  kind: Kind;
  /** The path parameters by which the resource is read again. */
  keys: Record<string, string>;
}

/**
 * Carries out a change: all of its writes and events, or none; durable when it returns.
 *
 * @throws Refusal the `otherwise` of the first write whose condition failed.
 * @throws Raced when a record changed since it was read: read again and decide again.
 * @throws Unavailable when the store did not answer; the change may or may not have happened.
 */
export type Commit<R extends AnyRecord> = (change: Change<R>) => Promise<void>;
