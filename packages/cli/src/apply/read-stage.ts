import type { Latchkey } from "@latchkey/client/latchkey";
import type { Schemas } from "@latchkey/client/operations";
import { Problem } from "@latchkey/client/problem";
import { eachAtMost } from "../command-line/each-at-most.ts";
import type { Declaration } from "../declaration/declaration.ts";
import { type Fields, patchedFields } from "./patched-fields.ts";
import { type ConsumerThere, consumerKey } from "./plan-consumers.ts";
import type { CredentialThere } from "./plan-credentials.ts";
import type { ServiceThere } from "./plan-services.ts";
import type { SubscriptionThere } from "./plan-subscriptions.ts";
import type { TeamThere } from "./plan-teams.ts";
import type { WebhookThere } from "./plan-webhooks.ts";

/** How many requests are under way at once. */
export const AT_ONCE = 8;

/** What a stage has of what a file names. */
export interface StageThere {
  readonly me: Schemas["Me"];
  readonly fields: Fields;
  readonly document: unknown;
  /** By slug: those that the caller may see. */
  readonly teams: ReadonlyMap<string, TeamThere>;
  readonly services: ReadonlyMap<string, ServiceThere>;
  /** By `team/name`. */
  readonly consumers: ReadonlyMap<string, ConsumerThere>;
  /** By the consumer's id. */
  readonly credentials: ReadonlyMap<string, readonly CredentialThere[]>;
  readonly subscriptions: ReadonlyMap<string, readonly SubscriptionThere[]>;
  /** By the team's slug. */
  readonly webhooks: ReadonlyMap<string, readonly WebhookThere[]>;
}

/** What is read beside what the file names. */
export interface Reading {
  /** All that this team has. */
  readonly whole?: string;
}

/**
 * Reads what there is, by lists: a list of each kind for each team, a list of credentials for each consumer that has some in
 * the file, and one read for each service of another team.
 */
export const readStage = async (
  latchkey: Latchkey,
  file: Declaration,
  { whole }: Reading = {},
): Promise<StageThere> => {
  const [me, document] = await Promise.all([
    latchkey.GET("/v1/me"),
    latchkey.send("GET", "/v1/openapi.json"),
  ]);
  const teams = new Map<string, TeamThere>();
  await eachAtMost([...teamsIn(file, whole)], AT_ONCE, async (team) => {
    const found = await ifThere(latchkey.GET("/v1/teams/{team}", { params: { path: { team } } }));
    if (found) teams.set(team, found);
  });
  const there = (of: Iterable<string>) => [...new Set(of)].filter((team) => teams.has(team));
  const also = whole === undefined ? [] : [whole];
  const consumers = await readConsumers(
    latchkey,
    there([...(file.consumers ?? []).map(({ team }) => team), ...also]),
  );
  const subscribing = (file.consumers ?? [])
    .filter((each) => each.subscriptions?.length)
    .map(({ team }) => team);
  return {
    me,
    document,
    fields: patchedFields(document),
    teams,
    consumers,
    services: await readServices(
      latchkey,
      file,
      there([...(file.services ?? []).map(({ team }) => team), ...also]),
      whole,
    ),
    credentials: await readCredentials(latchkey, withCredentials(file, consumers, whole)),
    subscriptions: await readSubscriptions(latchkey, there([...subscribing, ...also])),
    webhooks: await readWebhooks(
      latchkey,
      there([...(file.webhooks ?? []).map(({ team }) => team), ...also]),
    ),
  };
};

const teamsIn = (
  { teams, services, consumers, webhooks }: Declaration,
  whole: string | undefined,
): Set<string> =>
  new Set([
    ...(teams ?? []).map(({ slug }) => slug),
    ...[services ?? [], consumers ?? [], webhooks ?? []].flat().map(({ team }) => team),
    ...(whole === undefined ? [] : [whole]),
  ]);

/** Undefined for what the caller may not see. */
const ifThere = async <T>(asked: Promise<T>): Promise<T | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return undefined;
    throw error;
  }
};

const readConsumers = async (latchkey: Latchkey, teams: readonly string[]) => {
  const found = new Map<string, ConsumerThere>();
  await eachAtMost(teams, AT_ONCE, async (team) => {
    for await (const each of latchkey.each("/v1/consumers", { params: { query: { team } } }))
      found.set(consumerKey(each), each);
  });
  return found;
};

/** Those whose OpenAPI document counts: lists leave it out. */
const documented = (
  { services }: Declaration,
  found: ReadonlyMap<string, ServiceThere>,
  whole: string | undefined,
): string[] => [
  ...new Set([
    ...(services ?? [])
      .filter((each) => each["openapi"] !== undefined && found.has(each.slug))
      .map(({ slug }) => slug),
    ...[...found.values()].filter(({ team }) => team === whole).map(({ slug }) => slug),
  ]),
];

const readServices = async (
  latchkey: Latchkey,
  file: Declaration,
  teams: readonly string[],
  whole: string | undefined,
) => {
  const found = new Map<string, ServiceThere>();
  await eachAtMost(teams, AT_ONCE, async (team) => {
    for await (const each of latchkey.each("/v1/services", { params: { query: { team } } }))
      found.set(each.slug, each);
  });
  const subscribed = (file.consumers ?? [])
    .flatMap((each) => each.subscriptions ?? [])
    .map(({ service }) => service);
  const declared = new Set(file.services?.map(({ slug }) => slug));
  const others = [...new Set(subscribed)].filter((slug) => !found.has(slug) && !declared.has(slug));
  await eachAtMost([...others, ...documented(file, found, whole)], AT_ONCE, async (service) => {
    const one = await ifThere(latchkey.GET("/v1/services/{service}", { params: { path: { service } } }));
    if (one) found.set(service, one);
  });
  return found;
};

const withCredentials = (
  file: Declaration,
  consumers: ReadonlyMap<string, ConsumerThere>,
  whole: string | undefined,
): string[] => {
  const named = (file.consumers ?? [])
    .filter(({ credentials, team }) => credentials?.length || team === whole)
    .flatMap((each) => consumers.get(consumerKey(each))?.id ?? []);
  const all = whole === undefined ? [] : [...consumers.values()].filter(({ team }) => team === whole);
  return [...new Set([...named, ...all.map(({ id }) => id)])];
};

const readCredentials = async (latchkey: Latchkey, consumers: readonly string[]) => {
  const found = new Map<string, CredentialThere[]>();
  await eachAtMost(consumers, AT_ONCE, async (consumer) => {
    const all: CredentialThere[] = [];
    for await (const each of latchkey.each("/v1/consumers/{consumer}/credentials", {
      params: { path: { consumer } },
    }))
      all.push(each);
    found.set(
      consumer,
      all.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    );
  });
  return found;
};

const readSubscriptions = async (latchkey: Latchkey, teams: readonly string[]) => {
  const found = new Map<string, SubscriptionThere[]>();
  await eachAtMost(teams, AT_ONCE, async (team) => {
    for await (const each of latchkey.each("/v1/subscriptions", { params: { query: { team } } })) {
      const known = found.get(each.consumerId);
      if (known) known.push(each);
      else found.set(each.consumerId, [each]);
    }
  });
  return found;
};

const readWebhooks = async (latchkey: Latchkey, teams: readonly string[]) => {
  const found = new Map<string, WebhookThere[]>();
  await eachAtMost(teams, AT_ONCE, async (team) => {
    const all: WebhookThere[] = [];
    for await (const each of latchkey.each("/v1/teams/{team}/webhooks", { params: { path: { team } } }))
      all.push(each);
    found.set(team, all);
  });
  return found;
};
