import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { isoTime } from "@latchkey/core/clock";
import { Consumer } from "@latchkey/core/consumer/consumer";
import { lookupOf } from "@latchkey/core/credential/lookup";
import { Service } from "@latchkey/core/service/service";
import { Unavailable } from "@latchkey/core/store/change";
import { Subscription } from "@latchkey/core/subscription/subscription";
import type { CallRecordStore, CredentialPlace } from "@latchkey/core/verdict/call-records";
import * as z from "zod/mini";
import { answered } from "../unavailable.ts";
import { parseCredential } from "./credential-table.ts";
import {
  consumerKey,
  credentialKey,
  currentSubscriptionKey,
  isPossible,
  type Key,
  pointerKey,
  serviceKey,
  suspendedTeamsKey,
} from "./keys.ts";
import { parseStored } from "./parse-stored.ts";
import type { Item, Table } from "./table.ts";

/** The last use is recorded to the minute: more would cost a write for each call. */
const LAST_USED_PRECISION_MS = 60_000;

const MOST_POINTERS = 100;

const consumerOf = parseStored(Consumer);
const serviceOf = parseStored(Service);
const subscriptionOf = parseStored(z.omit(Subscription, { history: true }));

/** What the authorizer reads and writes. `access` gives the service without `openapi`; at most 100 pointers at once. */
export interface AuthorizerTable extends CallRecordStore {
  /** Records a use; does nothing when one was recorded within the minute, or the credential is gone. */
  touchLastUsed(place: CredentialPlace, at: number): Promise<void>;
}

export const authorizerTable = (table: Table): AuthorizerTable => ({
  access: async ({ consumerId, lookup, service }) => {
    const keys = {
      credential: credentialKey(consumerId, lookup),
      consumer: consumerKey(consumerId),
      subscription: currentSubscriptionKey(consumerId, service),
      service: serviceKey(service),
      suspended: suspendedTeamsKey,
    };
    const items = await readAll(table, Object.values(keys));
    const credential = items.get(nameOf(keys.credential));
    const teams = items.get(nameOf(keys.suspended))?.["teams"];
    return {
      credential: credential && parseCredential(credential),
      consumer: consumerOf.orNothing(items.get(nameOf(keys.consumer))),
      subscription: subscriptionOf.orNothing(items.get(nameOf(keys.subscription))),
      service: serviceOf.orNothing(items.get(nameOf(keys.service))),
      suspendedTeams: teams instanceof Set ? teams : new Set(),
    };
  },

  byPointers: async (values) => {
    if (values.length > MOST_POINTERS) throw new RangeError("Too many pointers to look up at once.");
    const keys = new Map(values.map((value) => [value, pointerKey(value)]));
    const items = await readAll(table, [...keys.values()]);
    return [...items.values()].flatMap(({ holder }) => placeOf(holder));
  },

  touchLastUsed: async ({ consumerId, lookup }, at) => {
    try {
      await answered(
        "DynamoDB",
        table.client.send(
          new UpdateItemCommand({
            TableName: table.tableName,
            Key: marshall(credentialKey(consumerId, lookup)),
            UpdateExpression: "SET lastUsedAt = :at",
            ConditionExpression:
              "attribute_exists(doc) AND (attribute_not_exists(lastUsedAt) OR lastUsedAt <= :before)",
            ExpressionAttributeValues: marshall({
              ":at": isoTime(at),
              ":before": isoTime(at - LAST_USED_PRECISION_MS),
            }),
          }),
        ),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },
});

/** The holder of a pointer is `consumerId/credentialId`. */
const placeOf = (holder: unknown): CredentialPlace[] => {
  const [consumerId, credentialId] = String(holder).split("/", 2);
  return consumerId && credentialId ? [{ consumerId, lookup: lookupOf(credentialId) }] : [];
};

const nameOf = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);

/** All of the items that exist, read consistently. What DynamoDB leaves out is asked for once more. */
const readAll = async (table: Table, keys: Key[]): Promise<Map<string, Item>> => {
  const found = new Map<string, Item>();
  let wanted: Record<string, AttributeValue>[] = keys.filter(isPossible).map((key) => marshall(key));
  for (let attempt = 0; wanted.length > 0; attempt += 1) {
    if (attempt === 2) throw new Unavailable("DynamoDB did not answer for all items.");
    const { Responses, UnprocessedKeys } = await answered(
      "DynamoDB",
      table.client.send(
        new BatchGetItemCommand({
          RequestItems: {
            [table.tableName]: {
              Keys: wanted,
              ConsistentRead: true,
              ProjectionExpression: "pk, sk, doc, lastUsedAt, teams, holder",
            },
          },
        }),
      ),
    );
    for (const marshalled of Responses?.[table.tableName] ?? []) {
      const item = unmarshall(marshalled);
      found.set(nameOf({ pk: String(item["pk"]), sk: String(item["sk"]) }), item);
    }
    wanted = UnprocessedKeys?.[table.tableName]?.Keys ?? [];
  }
  return found;
};
