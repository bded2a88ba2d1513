import { namedIssuer } from "../credential/named-issuer.ts";
import { placeOf } from "../invitation/invitation.ts";
import type { Page, PageRequest } from "../page.ts";
import type { PlatformStores } from "../platform/stores.ts";
import { isLiving, type Subscription } from "../subscription/subscription.ts";
import type { StatusFilter, TeamPart } from "../subscription/subscription-store.ts";
import { madePage, sortedPage, type Tables } from "./memory-tables.ts";

const byName = <T>(name: (value: T) => string, values: readonly T[]): T[] =>
  values.toSorted((one, other) => (name(one).toLowerCase() < name(other).toLowerCase() ? -1 : 1));

const hasStatus =
  ({ status }: StatusFilter) =>
  (each: Subscription): boolean =>
    status === undefined || each.status === status;

/** The latest of a consumer and a service is the one that was made last. */
const latestOf = (all: readonly Subscription[]): Subscription[] =>
  all.filter(
    ({ consumerId, service }, index) =>
      !all.slice(index + 1).some((later) => later.consumerId === consumerId && later.service === service),
  );

const partOf = (all: readonly Subscription[], part: TeamPart): Subscription[] => {
  if ("status" in part) return all.filter(hasStatus(part));
  const name = (each: Subscription) => (part.by === "consumer" ? each.consumerName : each.service);
  return byName(
    name,
    all.filter((each) => name(each).startsWith(part.beginning)),
  );
};

/** Reads of the tables, as the store of a stage gives them. A read that is not here is refused. */
export const memoryStores = (tables: Tables, others: Partial<PlatformStores>): PlatformStores => {
  const { all, find } = tables;
  const listed = async <T extends object>(items: readonly T[], page: PageRequest): Promise<Page<T>> =>
    madePage(tables, items, page);
  const sorted = async <T>(items: readonly T[], page: PageRequest): Promise<Page<T>> =>
    sortedPage(items, page);
  const current = () => latestOf(all("subscription"));
  const stores: Partial<PlatformStores> = {
    team: async (slug) => find("team", (each) => each.slug === slug),
    teams: (page) => listed(all("team"), page),
    teamsOf: (email, page) =>
      listed(
        all("member").filter((each) => each.email === email),
        page,
      ),
    member: async (team, email) => find("member", (each) => each.team === team && each.email === email),
    members: async (team) => all("member").filter((each) => each.team === team),
    invitation: async (at, email) => tables.invitation(at, email),
    invitations: async ({ of, slug }) =>
      all("invitation").filter((each) => {
        const at = placeOf(each);
        return at.of === of && at.slug === slug;
      }),
    delegation: async (email) => find("delegation", (each) => each.email === email),
    mailChoice: async (email) => find("mail-choice", (each) => each.email === email),
    service: async (slug) => find("service", (each) => each.slug === slug),
    serviceById: async (id) => find("service", (each) => each.id === id),
    services: (page) => listed(all("service"), page),
    servicesOf: (team, page) =>
      listed(
        all("service").filter((each) => each.team === team),
        page,
      ),
    servicesByName: (team, page) =>
      sorted(
        byName(
          ({ name }) => name,
          all("service").filter((each) => each.team === team),
        ),
        page,
      ),
    publishedServices: (page) =>
      listed(
        all("service").filter((each) => each.status === "published"),
        page,
      ),
    consumer: async (id) => find("consumer", (each) => each.id === id),
    consumers: (page) => listed(all("consumer"), page),
    consumersOf: (team, page) =>
      listed(
        all("consumer").filter((each) => each.team === team),
        page,
      ),
    credential: async (consumerId, id) =>
      find("credential", (each) => each.consumerId === consumerId && each.id === id),
    credentials: (consumerId, page) =>
      listed(
        all("credential").filter((each) => each.consumerId === consumerId),
        page,
      ),
    issuer: async (issuer) => {
      const found = find("issuer", (each) => each.issuer === issuer);
      return found && { issuer: found, named: 0 };
    },
    issuersOf: (team, page) =>
      listed(
        all("issuer").filter((each) => each.team === team),
        page,
      ),
    lastUses: async () => new Map(),
    subscription: async (id) => find("subscription", (each) => each.id === id),
    currentSubscription: async (consumerId, service) =>
      current().find((each) => each.consumerId === consumerId && each.service === service),
    livingSubscriptions: async (ids, service) =>
      current().filter(
        (each) => ids.includes(each.consumerId) && each.service === service && isLiving(each.status),
      ),
    subscriptionsOfConsumer: (consumerId, filter, page) =>
      listed(
        all("subscription").filter((each) => each.consumerId === consumerId && hasStatus(filter)(each)),
        page,
      ),
    subscriptionsOfService: (service, filter, page) =>
      listed(
        all("subscription").filter((each) => each.service === service && hasStatus(filter)(each)),
        page,
      ),
    subscriptionsOfTeam: (team, part, page) =>
      sorted(
        partOf(
          current().filter((each) => each.consumerTeam === team),
          part,
        ),
        page,
      ),
    announcement: async (serviceId, id) =>
      find("announcement", (each) => each.serviceId === serviceId && each.id === id),
    announcementsOf: (serviceId, page) =>
      listed(
        all("announcement").filter((each) => each.serviceId === serviceId),
        { ...page, backwards: true },
      ),
    allWebhooksOf: async (team) => all("webhook").filter((each) => each.team === team),
    credentialsNaming: (issuer, page) =>
      listed(
        all("credential").filter((each) => namedIssuer(each) === issuer),
        page,
      ),
    consumersNamed: (team, beginning, page) =>
      sorted(
        byName(
          ({ name }) => name,
          all("consumer").filter((each) => each.team === team && each.name.startsWith(beginning)),
        ),
        page,
      ),
    unsubscribed: async () => new Set(),
    suppressions: async () => [],
    ...others,
  };
  const unread = (name: string | symbol) => () => Promise.reject(new Error(`${String(name)} is not read.`));
  return new Proxy(stores as PlatformStores, {
    get: (target, name) => Reflect.get(target, name) ?? unread(name),
  });
};
