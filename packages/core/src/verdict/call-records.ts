import type { Consumer } from "../consumer/consumer.ts";
import type { Credential } from "../credential/credential.ts";
import type { Service } from "../service/service.ts";
import type { Subscription } from "../subscription/subscription.ts";

/** The current subscription as the authorizer reads it: without its history. */
export type CallSubscription = Omit<Subscription, "history">;

/** Everything that one verdict rests on. */
export interface CallRecords {
  credential?: Credential;
  consumer?: Consumer;
  subscription?: CallSubscription;
  service?: Service;
  suspendedTeams: ReadonlySet<string>;
}

/** A credential by its consumer and its public look-up part, and the service that is called. */
export interface CallKey {
  consumerId: string;
  lookup: string;
  service: string;
}

export interface CallRecordStore {
  /**
   * All records of a call in one round trip, read consistently.
   * @throws Unavailable when the store does not answer, or not in full after one retry.
   */
  callRecords(key: CallKey): Promise<CallRecords>;
  /** Which credentials the imported ones among these names are, in one round trip. */
  callPointers(names: readonly string[]): Promise<Map<string, { consumerId: string; lookup: string }>>;
}
