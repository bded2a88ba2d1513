import { marshall } from "@aws-sdk/util-dynamodb";
import type {
  CallRecordStore,
  FoundRecords,
  OwnRecords,
  WantedRecords,
} from "@latchkey/core/call-records/call-records";
import { isoTime } from "@latchkey/core/clock";
import { Consumer } from "@latchkey/core/consumer/consumer";
import { usernamePointer } from "@latchkey/core/credential/basic/username-pointer";
import type { CredentialPlace } from "@latchkey/core/credential/part/credential-place";
import type { UseMark } from "@latchkey/core/credential/part/secret";
import { Service } from "@latchkey/core/service/service";
import { Subscription } from "@latchkey/core/subscription/subscription";
import * as z from "#schema";
import {
  consumerKey,
  credentialKey,
  currentSubscriptionKey,
  type Key,
  lastUseKey,
  pointerKey,
  serviceKey,
  suspendedTeamsKey,
} from "../dynamo/keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { placeOf } from "../dynamo/pointer-place.ts";
import { nameOfKey, readBatch } from "../dynamo/read-batch.ts";
import type { CallTable } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { updated } from "../dynamo/written.ts";
import { parseCredential } from "./credential-table.ts";
import { isNamedWithSecret, readTokenNames } from "./token-names.ts";
import { countWrongPassword, failuresIn, wrongPasswordsKey } from "./wrong-passwords.ts";

const WANTED = "pk, sk, doc, teams, holder";

/** The last use is recorded to the minute: more would cost a write for each call. */
const LAST_USED_PRECISION_MS = 60_000;
/** Of a credential that is not used any more, it is forgotten when. */
const LAST_USE_DAYS = 1100;

const MAX_POINTERS = 100;
/** Three items each, beside two that all share; a batch holds 100. */
const MAX_CALLERS = 32;

const consumerOf = parseStored(Consumer);
const serviceOf = parseStored(Service);
const subscriptionOf = parseStored(z.omit(Subscription, { history: true }));

/** What the authorizer reads and writes: 32 callers at most and 100 pointers at most at once, the service without `openapi`. */
export interface AuthorizerTable extends CallRecordStore {
  /**
   * Records a use with one write unit; does nothing when one was recorded within the minute.
   * @param mark of the secret that was used
   */
  touchLastUsed(place: CredentialPlace, at: number, mark?: UseMark): Promise<void>;
}

export const authorizerTable = (table: CallTable): AuthorizerTable => ({
  read: async (wanted) => {
    if (wanted.callers.length > MAX_CALLERS) throw new RangeError("Too many callers to read at once.");
    return readRecords(table, wanted);
  },

  byPointers: async (names) => {
    if (names.length > MAX_POINTERS) throw new RangeError("Too many pointers to look up at once.");
    const keys = new Map(names.map((name) => [name, pointerKey(name)]));
    const items = await readBatch(table, [...keys.values()], WANTED);
    const places = new Map<string, CredentialPlace>();
    for (const [name, key] of keys) {
      const place = placeOf(items.get(nameOfKey(key))?.["holder"]);
      if (place) places.set(name, place);
    }
    return places;
  },

  byLogin: async ({ username, lane }, now) => {
    const [pointer, counted] = [pointerKey(usernamePointer(username)), wrongPasswordsKey(lane)];
    const items = await readBatch(table, [pointer, counted]);
    const place = placeOf(items.get(nameOfKey(pointer))?.["holder"]);
    return { ...(place ? { place } : {}), failures: failuresIn(items.get(nameOfKey(counted)), now) };
  },

  countFailure: ({ lane }, now) => countWrongPassword(table, lane, now),

  byToken: (names) => readTokenNames(table, names),

  isNamedWithSecret: (issuer) => isNamedWithSecret(table, issuer),

  touchLastUsed: async ({ consumerId, lookup }, at, mark) => {
    await updated(table, lastUseKey(consumerId, lookup), {
      UpdateExpression: "SET #at = :at, #ttl = :ttl",
      ConditionExpression: "attribute_not_exists(#at) OR #at <= :before",
      ExpressionAttributeNames: { "#at": mark ?? "at", "#ttl": TTL_ATTRIBUTE },
      ExpressionAttributeValues: marshall({
        ":at": isoTime(at),
        ":before": isoTime(at - LAST_USED_PRECISION_MS),
        ":ttl": Math.ceil(at / 1000) + LAST_USE_DAYS * 86_400,
      }),
    });
  },
});

/** The items that are a caller's own. */
const ownKeys = ({ consumerId, lookup }: CredentialPlace, slug: string) => ({
  credential: credentialKey(consumerId, lookup),
  consumer: consumerKey(consumerId),
  subscription: currentSubscriptionKey(consumerId, slug),
});

const readRecords = async (table: CallTable, wanted: WantedRecords): Promise<FoundRecords> => {
  const { slug, callers } = wanted;
  const own = callers.map((place) => ownKeys(place, slug));
  const shared = [
    ...(wanted.service ? [serviceKey(slug)] : []),
    ...(wanted.suspendedTeams ? [suspendedTeamsKey] : []),
  ];
  // Two callers may be two credentials of one consumer: DynamoDB refuses a key that is there twice.
  const all = [...own.flatMap(Object.values<Key>), ...shared];
  const distinct = new Map(all.map((key) => [nameOfKey(key), key]));
  const items = await readBatch(table, [...distinct.values()], WANTED);
  const teams = items.get(nameOfKey(suspendedTeamsKey))?.["teams"];
  return {
    own: own.map((keys): OwnRecords => {
      const credential = items.get(nameOfKey(keys.credential));
      return {
        credential: credential && parseCredential(credential),
        consumer: consumerOf.orNothing(items.get(nameOfKey(keys.consumer))),
        subscription: subscriptionOf.orNothing(items.get(nameOfKey(keys.subscription))),
      };
    }),
    ...(wanted.service
      ? { service: { found: serviceOf.orNothing(items.get(nameOfKey(serviceKey(slug)))) } }
      : {}),
    ...(wanted.suspendedTeams ? { suspendedTeams: teams instanceof Set ? teams : new Set<string>() } : {}),
  };
};
