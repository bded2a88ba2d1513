import type { Latchkey } from "@latchkey/client/latchkey";
import type { Schemas } from "@latchkey/client/operations";
import { eachAtMost } from "../command-line/each-at-most.ts";
import type { Declaration } from "../declaration/declaration.ts";
import { AT_ONCE } from "./at-once.ts";
import { type Fields, patchedFields } from "./patched-fields.ts";
import type { ConsumerThere } from "./plan-consumers.ts";
import type { CredentialThere } from "./plan-credentials.ts";
import type { ServiceThere } from "./plan-services.ts";
import type { SubscriptionThere } from "./plan-subscriptions.ts";
import type { TeamThere } from "./plan-teams.ts";
import type { WebhookThere } from "./plan-webhooks.ts";
import {
  ifThere,
  readConsumers,
  readCredentials,
  readServices,
  readSubscriptions,
  readWebhooks,
  withCredentials,
} from "./read-lists.ts";

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
