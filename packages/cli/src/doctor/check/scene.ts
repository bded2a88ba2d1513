import type { Incoming } from "../../http/exchange.ts";
import type { Management } from "../../management/management.ts";
import type { Addresses } from "../stage/addresses.ts";
import type { Approver } from "../stage/approver.ts";
import type { Caller } from "../stage/caller.ts";
import type { RunNames } from "../stage/run-names.ts";
import type { Secrets } from "../stage/secrets.ts";
import type { Upstream } from "../stage/upstream.ts";
import type { KeyPair } from "./signer.ts";

/** A call of the run's service. */
export interface GatewayCall {
  readonly method?: string;
  /** Below the service, with its query; `/` where it is not given. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
  /** Another of the run's services. */
  readonly service?: string;
}

/** What every check has at hand: a stage, and in it a team, a service and a consumer of this run. */
export interface Scene extends Approver {
  readonly addresses: Addresses;
  readonly admin: Management;
  readonly names: RunNames;
  /** A consumer with an active subscription and an API key. */
  readonly caller: Caller;
  readonly secrets: Secrets;
  readonly upstream: Upstream;
  /** Within how many seconds the stage ends what is revoked. */
  readonly revocationSeconds: number;
  /** How long what goes through streams, buses and queues may take. */
  readonly patienceSeconds: number;
  /** How long the first call of the data plane took. */
  readonly firstCallMilliseconds: number;
  /** The stage's clock, in milliseconds since the epoch. */
  readonly now: () => number;
  /** Ends the check. */
  readonly signal: AbortSignal;
  /** On the data plane, without a credential of its own. @throws Error when no whole answer comes */
  call(call: GatewayCall): Promise<Incoming>;
  /** The access key and secret key that all signatures of the run share: issued for the first that asks. */
  keyPair(): Promise<KeyPair>;
}
