import type { ConsumerRecord } from "../consumer/consumer.ts";
import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { CredentialStore } from "../credential/credential-store.ts";
import type { IssuerStore } from "../issuer/issuer-store.ts";
import type { Reads, Work } from "../store/work.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import type { TeamStore } from "../team/team-store.ts";

type Stores = ConsumerStore & CredentialStore & IssuerStore & SubscriptionStore & TeamStore;

/** A request that reads what is offered to a team. */
export type TransferReads = Reads<Stores>;

/** A request that offers a consumer to a team, takes it back, accepts or declines it. */
export type TransferWork = Work<Stores, ConsumerRecord>;
