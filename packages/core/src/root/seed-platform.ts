import { SYSTEM } from "../access/actor.ts";
import { MANAGEMENT_SCOPES } from "../access/management-scope.ts";
import { isoTime } from "../clock.ts";
import { type Consumer, ROOT_CONSUMER } from "../consumer/consumer.ts";
import { newConsumerId, newId } from "../id.ts";
import type { StoredRecord } from "../platform/records.ts";
import type { PlatformWork } from "../platform/work.ts";
import { Refusal } from "../refusal.ts";
import { firstRevision, nextRevision } from "../resource.ts";
import { LATCHKEY_SERVICE, type Service } from "../service/service.ts";
import type { OtherWrite } from "../store/change.ts";
import { countLiving } from "../subscription/count-living.ts";
import { newSubscription } from "../subscription/new-subscription.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { PLATFORM_TEAM, type Team } from "../team/team.ts";

export type SeedWork = Pick<PlatformWork, "now" | "random" | "stores" | "commit">;

/** The platform's own records: its team, the management API as a service, and the consumer `root`. */
export interface Platform {
  team: Team;
  service: Service;
  root: Consumer;
}

/**
 * Makes what is missing, each thing in a change of its own, so that it can stop anywhere and be run again.
 * @throws Refusal when another run makes the same things in the same moment: run it again.
 */
export const seedPlatform = async (work: SeedWork): Promise<Platform> => {
  const team = (await work.stores.team(PLATFORM_TEAM)) ?? (await createPlatformTeam(work));
  const known = await work.stores.service(LATCHKEY_SERVICE);
  const service = known ? await withScopes(work, known) : await createManagementService(work);
  const root = (await findRoot(work)) ?? (await createRoot(work));
  const managing = await work.stores.currentSubscription(root.id, LATCHKEY_SERVICE);
  if (!managing) await subscribeRoot(work, root, service);
  return { team, service, root };
};

const taken = new Refusal("name-taken", "Another run is seeding the platform.");

const create = (work: SeedWork, record: StoredRecord, more: OtherWrite[] = []): Promise<void> =>
  work.commit({
    writes: [...more, { write: "create", record, otherwise: taken }],
    events: [],
    result: { kind: record.kind, keys: {} },
  });

const createPlatformTeam = async (work: SeedWork): Promise<Team> => {
  const value: Team = {
    ...firstRevision(newId("tea", work.now, work.random), isoTime(work.now)),
    slug: PLATFORM_TEAM,
    name: "Latchkey",
    timeZone: "UTC",
    status: "active",
  };
  await create(work, { kind: "team", value });
  return value;
};

/** Consumers apply for it like for any other; what answers is the control plane, so its upstream is never called. */
const createManagementService = async (work: SeedWork): Promise<Service> => {
  const value: Service = {
    ...firstRevision(newId("svc", work.now, work.random), isoTime(work.now)),
    slug: LATCHKEY_SERVICE,
    name: "Latchkey management API",
    team: PLATFORM_TEAM,
    kind: "rest",
    summary: "Manages consumers, credentials and subscriptions. Admins decide who may.",
    upstream: { url: "https://latchkey.invalid", timeoutSeconds: 30, sealedHeaders: {} },
    approvalRules: [],
    scopes: SCOPES,
    whenCountersFail: "closed",
    assertion: false,
    visibility: "public",
    approval: "manual",
    approvers: [],
    plans: [],
    tags: ["platform"],
    status: "published",
  };
  await create(work, { kind: "service", value }, [
    {
      write: "count",
      counter: { of: "team", slug: PLATFORM_TEAM, what: "services" },
      by: 1,
      otherwise: taken,
    },
  ]);
  return value;
};

const SCOPES = MANAGEMENT_SCOPES.map((name) => ({ name }));

/** A stage that is older than the scopes gets them, for the catalogue to show. */
const withScopes = async (work: SeedWork, service: Service): Promise<Service> => {
  if (service.scopes) return service;
  const value = nextRevision(service, { scopes: SCOPES }, isoTime(work.now));
  await work.commit({
    writes: [{ write: "replace", record: { kind: "service", value } }],
    events: [],
    result: { kind: "service", keys: { service: value.slug } },
  });
  return value;
};

const findRoot = async (work: SeedWork): Promise<Consumer | undefined> => {
  const { items } = await work.stores.consumersOf(PLATFORM_TEAM, { limit: 200 });
  return items.find((consumer) => consumer.name === ROOT_CONSUMER);
};

const createRoot = async (work: SeedWork): Promise<Consumer> => {
  const value: Consumer = {
    ...firstRevision(newConsumerId(work.now, work.random), isoTime(work.now)),
    name: ROOT_CONSUMER,
    team: PLATFORM_TEAM,
    description: "The platform's own consumer: how it is reached when all else fails.",
    labels: {},
    status: "active",
    plugins: {},
  };
  await create(work, { kind: "consumer", value }, [
    {
      write: "claim",
      name: { kind: "consumer-name", team: PLATFORM_TEAM, name: ROOT_CONSUMER },
      holder: value.id,
    },
    {
      write: "count",
      counter: { of: "team", slug: PLATFORM_TEAM, what: "consumers" },
      by: 1,
      otherwise: taken,
    },
  ]);
  return value;
};

const subscribeRoot = async (work: SeedWork, root: Consumer, service: Service): Promise<void> => {
  const pending = newSubscription(work, root, service, { actor: SYSTEM, scopes: ["admin"] });
  const value: Subscription = {
    ...pending,
    status: "active",
    history: [{ at: pending.createdAt, actor: SYSTEM, action: "approve", to: "active", application: 1 }],
  };
  await create(work, { kind: "subscription", value }, countLiving(value, 1));
};
