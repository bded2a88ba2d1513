import { may, teamAccess } from "../access/access.ts";
import { inTurns } from "../in-turns.ts";
import { invalidInput, notFound } from "../refusal.ts";
import { isInCatalog } from "../service/catalog.ts";
import { findService } from "../service/read-service.ts";
import type { Service } from "../service/service.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { myTeams } from "../team/my-teams.ts";
import type { UsageReads } from "./usage-reads.ts";
import { groupOf, type UsageGroup, type UsageItem, type UsageStep, usageReport } from "./usage-report.ts";
import { rowName, type UsageRow } from "./usage-row.ts";
import { TooMuchUsage, type UsagePartition } from "./usage-store.ts";

export interface UsageQuery {
  /** Ids; a service's slug too. */
  consumer?: string | undefined;
  service?: string | undefined;
  subscription?: string | undefined;
  credential?: string | undefined;
  /** As `groupBy` names them. */
  operation?: string | undefined;
  model?: string | undefined;
  groupBy?: UsageGroup | undefined;
  /** ISO 8601; whole hours are counted. A day up to now, unless said otherwise. */
  from?: string | undefined;
  to?: string | undefined;
  step: UsageStep;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LONGEST = { hour: 31 * DAY, day: 400 * DAY };
/** The last whose text has a year of four digits: later ones sort before it. */
const END_OF_TIME = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const MAX_ROWS = 100_000;
/** Partitions that are read at a time: an admin's are those of all teams. */
const AT_ONCE = 10;

/**
 * Usage as far as the caller may see it: all of its own teams' consumers and services. A provider sees a subscriber's
 * calls to its own service, and nothing of its credentials.
 */
export const readUsage = async (work: UsageReads, query: UsageQuery): Promise<UsageItem[]> => {
  const { from, to } = span(query, work.now);
  const { partitions, filter } = await visible(work, query);
  const view = await work.stores.usageView(from, to);
  const rows = new Map<string, UsageRow>();
  const add = async (partition: UsagePartition): Promise<void> => {
    // What the caller may not see is removed first: a filter would tell it otherwise.
    const seen = (row: UsageRow) =>
      "serviceId" in partition ? withoutStranger(work, row) : withoutUnseen(work, row);
    const read = await view.rowsOf(partition, (row) => fits(seen(row), { ...query, ...filter }));
    for (const row of read) rows.set(rowName(row), seen(row));
    if (rows.size > MAX_ROWS) throw new TooMuchUsage();
  };
  try {
    await inTurns(AT_ONCE, partitions, add);
  } catch (error) {
    if (!(error instanceof TooMuchUsage)) throw error;
    throw invalidInput("from", "too much to add up: ask for a shorter time");
  }
  return usageReport([...rows.values()], query.step, query.groupBy);
};

const span = ({ from, to, step }: UsageQuery, now: number): { from: string; to: string } => {
  const end = to === undefined ? now + 1 : Date.parse(to);
  const begin = from === undefined ? end - DAY : Date.parse(from);
  if (begin >= end) throw invalidInput("from", "must be before to");
  if (end - begin > LONGEST[step]) throw invalidInput("from", `at most ${LONGEST[step] / DAY} days at once`);
  const whole = step === "hour" ? HOUR : DAY;
  return {
    from: new Date(Math.floor(begin / whole) * whole).toISOString(),
    to: new Date(Math.min(Math.ceil(end / HOUR) * HOUR, END_OF_TIME)).toISOString(),
  };
};

const fits = (row: UsageRow, filter: UsageQuery & { serviceId?: string }): boolean =>
  (filter.consumer === undefined || row.consumer === filter.consumer) &&
  (filter.serviceId === undefined || row.serviceId === filter.serviceId || isUnknown(row, filter)) &&
  (filter.subscription === undefined || row.subscription === filter.subscription) &&
  (filter.credential === undefined || row.credential === filter.credential) &&
  (filter.operation === undefined || groupOf(row, "operation") === filter.operation) &&
  (filter.model === undefined || groupOf(row, "model") === filter.model);

/** Calls that were refused before the service was known are counted under the name that was called. */
const isUnknown = (row: UsageRow, { service }: UsageQuery): boolean =>
  row.serviceId === "" && row.service === service;

/**
 * A consumer that only called a service, without a subscription, is told the name that it called, as for one that does not exist: the id
 * would tell a draft, or a private service, from none, and so would an operation or a model.
 */
const withoutUnseen = ({ caller }: UsageReads, row: UsageRow): UsageRow =>
  row.subscription === "" && !caller.admin ? { ...row, serviceId: "", operation: "", model: "" } : row;

/** A consumer that has no subscription was refused, and has not told the provider who it is. */
const withoutStranger = ({ caller }: UsageReads, row: UsageRow): UsageRow =>
  row.subscription === "" && !caller.admin ? { ...row, consumer: "", credential: "" } : row;

interface Visible {
  partitions: UsagePartition[];
  filter: { serviceId?: string; service?: string; consumer?: string };
}

const visible = async (work: UsageReads, query: UsageQuery): Promise<Visible> => {
  const { stores } = work;
  const subscription =
    query.subscription === undefined ? undefined : await stores.subscription(query.subscription);
  if (query.subscription !== undefined && !(subscription && (await isSideOf(work, subscription))))
    throw notFound("subscription");
  const consumerId = query.consumer ?? subscription?.consumerId;
  const reference = query.service ?? subscription?.serviceId;
  const service = reference === undefined ? undefined : await findService(stores, reference);
  const filter = service ? { serviceId: service.id, service: service.slug } : {};

  if (consumerId !== undefined) {
    const consumer = await stores.consumer(consumerId);
    const mine = consumer !== undefined && (await isMember(work, consumer.team));
    const known = service !== undefined && (await isKnownTo(work, service, consumerId, subscription));
    if (mine && (reference === undefined || known))
      return { partitions: [{ consumer: consumerId, team: consumer.team }], filter };
    const provided = service !== undefined && (await providedBy(work, service, query));
    if (provided)
      return { partitions: [{ serviceId: service.id }], filter: { ...filter, consumer: consumerId } };
    throw notFound(subscription ? "subscription" : mine ? "service" : "consumer");
  }
  if (service) {
    if (await providedBy(work, service, query)) return { partitions: [{ serviceId: service.id }], filter };
    if (!(await isInCatalog(work, service))) throw notFound("service");
    return { partitions: await ofMyConsumers(work), filter };
  }
  if (reference !== undefined) throw notFound("service");
  return { partitions: [...(await ofMyConsumers(work)), ...(await ofMyServices(work, query))], filter };
};

/** Seen by the consumer's team and by the service's. */
const isSideOf = async (work: UsageReads, { consumerTeam, serviceTeam }: Subscription): Promise<boolean> =>
  (await isMember(work, consumerTeam)) || (await isMember(work, serviceTeam));

/** Whether the team of a consumer may know of a service: it has or had a subscription, or could apply for one. */
const isKnownTo = async (
  work: UsageReads,
  service: Service,
  consumerId: string,
  subscription: Subscription | undefined,
): Promise<boolean> =>
  subscription?.serviceId === service.id ||
  (await isMember(work, service.team)) ||
  (await isInCatalog(work, service)) ||
  (await work.stores.currentSubscription(consumerId, service.slug)) !== undefined;

const isMember = async (work: UsageReads, team: string): Promise<boolean> =>
  may(await teamAccess(work.stores, work.caller, team), "read-consumers");

/** Whether the caller sees all of a service's calls. Credentials are the consumers' own. */
const providedBy = async (work: UsageReads, service: Service, query: UsageQuery): Promise<boolean> => {
  const asksForCredentials = query.groupBy === "credential" || query.credential !== undefined;
  if (asksForCredentials && !work.caller.admin) return false;
  return may(await teamAccess(work.stores, work.caller, service.team), "read-services");
};

const ofMyConsumers = async (work: UsageReads): Promise<UsagePartition[]> => {
  if (!work.caller.admin) return (await myTeams(work)).map((team) => ({ team }));
  const { items } = await work.stores.teams({ limit: 200 });
  return items.map(({ slug }) => ({ team: slug }));
};

/** An admin's are those of all teams' consumers already. */
const ofMyServices = async (work: UsageReads, query: UsageQuery): Promise<UsagePartition[]> => {
  if (work.caller.admin || query.groupBy === "credential" || query.credential !== undefined) return [];
  const lists = await Promise.all(
    (await myTeams(work)).map((team) => work.stores.servicesOf(team, { limit: 200 })),
  );
  return lists.flatMap(({ items }) => items.map(({ id }) => ({ serviceId: id })));
};
