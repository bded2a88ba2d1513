import type { Role } from "../access/role.ts";
import type { Page, PageRequest } from "../page.ts";
import type { HistoryEntry, Subscription, SubscriptionStatus } from "./subscription.ts";

/** Single records are read consistently: a change that was acknowledged is seen. */
export interface SubscriptionStore {
  subscription(id: string): Promise<Subscription | undefined>;
  /**
   * The revision, and what a person is in the two teams, as of now: for `If-None-Match`. One request once the store has
   * come across the subscription, unless its consumer was transferred since.
   */
  subscriptionRevision(id: string, email: string | undefined): Promise<SubscriptionRevision | undefined>;
  /** The latest one of a consumer and a service. */
  currentSubscription(consumerId: string, service: string): Promise<Subscription | undefined>;
  /**
   * Those of some consumers to one service, in the order of the consumers. Also one whose end has passed without having been
   * recorded. At most two batches for each hundred consumers, independent of their other subscriptions.
   */
  livingSubscriptions(consumerIds: readonly string[], service: string): Promise<Subscription[]>;
  /** The latest one of a consumer to each service, ended or not, and the team that each says it is of: as of now. */
  placesOfConsumer(consumerId: string): Promise<Pick<Subscription, "id" | "consumerTeam">[]>;
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
  /** What was decided of a team's services, the latest decision first: one for each decision. */
  decisionsOf(serviceTeam: string, page: PageRequest): Promise<Page<Decided>>;
  /** The latest one of each of a team's consumers to each service. */
  subscriptionsOfTeam(team: string, part: TeamPart, page: PageRequest): Promise<Page<Subscription>>;
}

/** A decision, and the subscription as it is now. */
export interface Decided {
  subscription: Subscription;
  decision: HistoryEntry;
}

/**
 * Which of a team's subscriptions: those whose consumer's or service's name begins so, in the order of those names, or those of
 * a status, the one that ends first at the front and those without an end at the back.
 */
export type TeamPart = { by: "consumer" | "service"; beginning: string } | { status: SubscriptionStatus };

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
