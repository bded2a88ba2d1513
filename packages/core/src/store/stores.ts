import type { Consumer } from "../consumer/consumer.ts";
import type { Credential } from "../credential/credential.ts";
import type { Invitation, InvitationPlace } from "../invitation/invitation.ts";
import type { Issuer } from "../issuer/issuer.ts";
import type { Page, PageRequest } from "../page.ts";
import type { TeamPerson } from "../person/team-person.ts";
import type { Service } from "../service/service.ts";
import type { Subscription, SubscriptionStatus } from "../subscription/subscription.ts";
import type { Member, Role, Team } from "../team/team.ts";

/*
 * What may be read. Single records are read consistently: a change that was acknowledged is seen. Lists are in
 * the order of making and may lag by the index's delay (milliseconds); a page never repeats or skips a record
 * that was there throughout. Erased records are never returned.
 */

export interface TeamStore {
  team(slug: string): Promise<Team | undefined>;
  teams(page: PageRequest): Promise<Page<Team>>;
  teamsOf(email: string, page: PageRequest): Promise<Page<Member>>;
  member(team: string, email: string): Promise<Member | undefined>;
  /** All members: a team has at most 200. */
  members(team: string): Promise<Member[]>;
  /** Everybody who belongs to a team, by address, each with all of their teams on one page. */
  people(page: PageRequest): Promise<Page<TeamPerson>>;
}

export interface InvitationStore {
  /** The latest of an address, whatever has become of it. */
  invitation(place: InvitationPlace, email: string): Promise<Invitation | undefined>;
  /** The latest of each address: their number is bounded where they are made. */
  invitations(place: InvitationPlace): Promise<Invitation[]>;
}

export interface ServiceStore {
  service(slug: string): Promise<Service | undefined>;
  serviceById(id: string): Promise<Service | undefined>;
  services(page: PageRequest): Promise<Page<Service>>;
  servicesOf(team: string, page: PageRequest): Promise<Page<Service>>;
  /** Those that are published, of all teams. */
  publishedServices(page: PageRequest): Promise<Page<Service>>;
}

export interface ConsumerStore {
  consumer(id: string): Promise<Consumer | undefined>;
  consumers(page: PageRequest): Promise<Page<Consumer>>;
  consumersOf(team: string, page: PageRequest): Promise<Page<Consumer>>;
}

export interface CredentialStore {
  credential(consumerId: string, id: string): Promise<Credential | undefined>;
  credentials(consumerId: string, page: PageRequest): Promise<Page<Credential>>;
}

export interface IssuerStore {
  /** `named` is the counter that the erasure of the record is conditional on. */
  issuer(issuer: string): Promise<{ issuer: Issuer; named: number } | undefined>;
  issuers(page: PageRequest): Promise<Page<Issuer>>;
  issuersOf(team: string, page: PageRequest): Promise<Page<Issuer>>;
  /** The credentials with public keys that name it, of all teams. */
  credentialsNaming(issuer: string, page: PageRequest): Promise<Page<Credential>>;
}

export interface SubscriptionStore {
  subscription(id: string): Promise<Subscription | undefined>;
  /**
   * The revision, and what a person is in the two teams, as of now: for `If-None-Match`. One request once the store has
   * come across the subscription, whose teams never change.
   */
  subscriptionSight(id: string, email: string | undefined): Promise<SubscriptionSight | undefined>;
  /** The latest one of a consumer and a service. */
  currentSubscription(consumerId: string, service: string): Promise<Subscription | undefined>;
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
}

export interface SubscriptionSight {
  revision: number;
  consumerTeam: string;
  serviceTeam: string;
  /** The roles of the person in those of the two teams that it belongs to. */
  roles: Role[];
}

export interface StatusFilter {
  status?: SubscriptionStatus;
}
