import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { DelegationStore } from "../delegation/delegation-store.ts";
import type { ServiceStore } from "../service/service-store.ts";
import type { Reads, Work } from "../store/work.ts";
import type { TeamStore } from "../team/team-store.ts";
import type { SubscriptionRecord } from "./subscription.ts";
import type { SubscriptionStore } from "./subscription-store.ts";

type SubscriptionReadsOf = SubscriptionStore & ConsumerStore & ServiceStore & TeamStore & DelegationStore;

/** A request that reads subscriptions. */
export type SubscriptionReads = Reads<SubscriptionReadsOf>;

/** A request that changes subscriptions. */
export type SubscriptionWork = Work<SubscriptionReadsOf, SubscriptionRecord>;
