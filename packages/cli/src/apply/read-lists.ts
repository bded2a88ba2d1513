import type { Latchkey } from "@latchkey/client/latchkey";
import { Problem } from "@latchkey/client/problem";
import { eachAtMost } from "../command-line/each-at-most.ts";
import type { Declaration } from "../declaration/declaration.ts";
import { AT_ONCE } from "./at-once.ts";
import { type ConsumerThere, consumerKey } from "./plan-consumers.ts";
import type { CredentialThere } from "./plan-credentials.ts";
import type { ServiceThere } from "./plan-services.ts";
import type { SubscriptionThere } from "./plan-subscriptions.ts";
import type { WebhookThere } from "./plan-webhooks.ts";

/** Undefined for what the caller may not see. */
export const ifThere = async <T>(asked: Promise<T>): Promise<T | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return undefined;
    throw error;
  }
};

export const readConsumers = async (latchkey: Latchkey, teams: readonly string[]) => {
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

export const readServices = async (
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

export const withCredentials = (
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

export const readCredentials = async (latchkey: Latchkey, consumers: readonly string[]) => {
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

export const readSubscriptions = async (latchkey: Latchkey, teams: readonly string[]) => {
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

export const readWebhooks = async (latchkey: Latchkey, teams: readonly string[]) => {
  const found = new Map<string, WebhookThere[]>();
  await eachAtMost(teams, AT_ONCE, async (team) => {
    const all: WebhookThere[] = [];
    for await (const each of latchkey.each("/v1/teams/{team}/webhooks", { params: { path: { team } } }))
      all.push(each);
    found.set(team, all);
  });
  return found;
};
