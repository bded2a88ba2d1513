import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { isDeleted } from "@latchkey/core/consumer/consumer";
import { isLiving, SubscriptionStatus } from "@latchkey/core/subscription/subscription";
import * as z from "zod/mini";
import { consumerKey, type Key, serviceKey, suspendedTeamsKey, teamKey } from "../dynamo/keys.ts";
import { readItem, readPartition } from "../dynamo/read-item.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { countLiving } from "../migration/count-living.ts";
import { answered } from "../unavailable.ts";

const Doc = {
  team: z.object({ slug: z.string(), status: z.string() }),
  consumer: z.object({ id: z.string(), team: z.string(), status: z.string() }),
  service: z.object({ slug: z.string(), team: z.string() }),
  subscription: z.object({ service: z.string(), status: SubscriptionStatus }),
};

class Tally {
  readonly #counts = new Map<string, { key: Key; counter: string; count: number }>();
  /** Nothing may be counted, and then the counter has to say so. */
  add(key: Key, counter: string, by: 0 | 1): void {
    const name = `${counter} ${key.pk}`;
    const known = this.#counts.get(name) ?? { key, counter, count: 0 };
    known.count += by;
    this.#counts.set(name, known);
  }
  all() {
    return this.#counts.values();
  }
}

/** Looks at every item once, and then sets each counter to what it counts, and the list of suspended teams to those that are. */
export const countersOf = (table: Table) => {
  const tally = new Tally();
  const suspended = new Set<string>();
  let repaired = 0;
  return {
    see: async ({ pk, sk, doc, ...item }: Item): Promise<void> => {
      if (sk !== "META" || doc === undefined) return;
      const partition = String(pk).split("#", 1)[0];
      if (partition === "TEAM") {
        const { slug, status } = Doc.team.parse(doc);
        if (status === "suspended") suspended.add(slug);
        tally.add(teamKey(slug), "consumers", 0);
        tally.add(teamKey(slug), "services", 0);
      } else if (partition === "SERVICE") {
        const { slug, team } = Doc.service.parse(doc);
        tally.add(teamKey(team), "services", 1);
        tally.add(serviceKey(slug), "living", 0);
      } else if (partition === "SUBSCRIPTION") {
        const { service, status } = Doc.subscription.parse(doc);
        tally.add(serviceKey(service), "living", isLiving(status) ? 1 : 0);
      } else if (partition === "CONSUMER") {
        const { id, team, status } = Doc.consumer.parse(doc);
        tally.add(teamKey(team), "consumers", isDeleted({ status }) ? 0 : 1);
        // Others count in the meantime, so nothing is added up across the wait.
        const off = await repairConsumer(table, id, item);
        repaired += off;
      }
    },
    /** Answers how many were off. */
    repair: async (): Promise<number> => {
      for (const { key, counter, count } of tally.all())
        repaired += await setCounter(table, key, counter, count);
      return repaired + (await setSuspended(table, suspended));
    },
  };
};

/** Its credentials and its subscriptions are in its own partition. */
const repairConsumer = async (table: Table, id: string, counted: Item): Promise<number> => {
  const items = await readPartition(table, consumerKey(id).pk);
  const living = items.filter((item) => item["living"] === true).length;
  const credentials = items.filter(({ sk }) => String(sk).startsWith("CREDENTIAL#")).length;
  let repaired = 0;
  if (counted["living"] !== living && (await countLiving(table, id))) repaired += 1;
  if (counted["credentials"] !== credentials)
    repaired += await setCounter(table, consumerKey(id), "credentials", credentials);
  return repaired;
};

/** Of what is a record still. */
const setCounter = async (table: Table, key: Key, counter: string, count: number): Promise<0 | 1> => {
  const item = await readItem(table, key);
  if (item?.["doc"] === undefined || item[counter] === count) return 0;
  const update = new UpdateItemCommand({
    TableName: table.tableName,
    Key: marshall(key),
    UpdateExpression: "SET #counter = :count",
    ExpressionAttributeNames: { "#counter": counter },
    ExpressionAttributeValues: marshall({ ":count": count }),
  });
  await answered("DynamoDB", table.client.send(update));
  return 1;
};

const setSuspended = async (table: Table, teams: ReadonlySet<string>): Promise<0 | 1> => {
  const listed: unknown = (await readItem(table, suspendedTeamsKey))?.["teams"];
  const known = listed instanceof Set ? listed : new Set();
  if (known.size === teams.size && [...teams].every((team) => known.has(team))) return 0;
  const { client, tableName: TableName } = table;
  const item = marshall({ ...suspendedTeamsKey, teams: new Set(teams) });
  await answered(
    "DynamoDB",
    teams.size === 0
      ? client.send(new DeleteItemCommand({ TableName, Key: marshall(suspendedTeamsKey) }))
      : client.send(new PutItemCommand({ TableName, Item: item })),
  );
  return 1;
};
