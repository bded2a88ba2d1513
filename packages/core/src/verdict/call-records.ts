import type { Consumer } from "../consumer/consumer.ts";
import type { Credential } from "../credential/credential.ts";
import type { Service } from "../service/service.ts";
import type { Subscription } from "../subscription/subscription.ts";

/** The current subscription as the authorizer reads it: without its history. */
export type CallSubscription = Omit<Subscription, "history">;

/** Everything that one verdict rests on, as far as it exists. */
export interface CallRecords {
  credential: Credential | undefined;
  consumer: Consumer | undefined;
  subscription: CallSubscription | undefined;
  service: Service | undefined;
  suspendedTeams: ReadonlySet<string>;
}

/** A credential by its consumer and its public look-up part. */
export interface CredentialPlace {
  consumerId: string;
  lookup: string;
}

export interface CallKey extends CredentialPlace {
  /** The slug that is called. */
  service: string;
}

export interface CallRecordStore {
  /**
   * All records of a call in one round trip, read consistently.
   * @throws Unavailable when the store does not answer, or not in full after one retry.
   */
  access(key: CallKey): Promise<CallRecords>;
  /** Those of a few calls, in their order and in one round trip. */
  accessMany(keys: readonly CallKey[]): Promise<CallRecords[]>;
  /** Where the credentials are that hold these names, by name; unknown ones are left out. One round trip. */
  byPointers(names: readonly string[]): Promise<ReadonlyMap<string, CredentialPlace>>;
}
