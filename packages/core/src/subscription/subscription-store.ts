import type { Role } from "../access/role.ts";
import type { Page, PageRequest } from "../page.ts";
import type { Subscription, SubscriptionStatus } from "./subscription.ts";

/** Single records are read consistently: a change that was acknowledged is seen. */
export interface SubscriptionStore {
  subscription(id: string): Promise<Subscription | undefined>;
  /**
   * The revision, and what a person is in the two teams, as of now: for `If-None-Match`. One request once the store has
   * come across the subscription, whose teams never change.
   */
  subscriptionRevision(id: string, email: string | undefined): Promise<SubscriptionRevision | undefined>;
  /** The latest one of a consumer and a service. */
  currentSubscription(consumerId: string, service: string): Promise<Subscription | undefined>;
  /**
   * Those of some consumers to one service, in the order of the consumers. Also one whose end has passed without having been
   * recorded. At most two batches for each hundred consumers, independent of their other subscriptions.
   */
  livingSubscriptions(consumerIds: readonly string[], service: string): Promise<Subscription[]>;
  subscriptionsOfConsumer(
    consumerId: string,
    filter: StatusFilter,
    page: PageRequest,
  ): Promise<Page<Subscription>>;
  subscriptionsOfService(
    service: string,
    filter: StatusFilter,
    page: PageRequest,
  ): Promise<Page<Subscription>>;
  /** What waits for a team's decision, the longest waiting first. One that was decided a moment ago may be among them. */
  applicationsOf(serviceTeam: string, page: PageRequest): Promise<Page<Subscription>>;
}

export interface SubscriptionRevision {
  revision: number;
  consumerTeam: string;
  serviceTeam: string;
  /** The roles of the person in those of the two teams that it belongs to. */
  roles: Role[];
}

export interface StatusFilter {
  status?: SubscriptionStatus;
}
