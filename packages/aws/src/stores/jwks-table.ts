import { hash } from "node:crypto";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { PublishedKey } from "@latchkey/core/proof/jwks-source";
import * as z from "#schema";
import { type Key, META } from "../dynamo/keys.ts";
import { nameOfKey, readBatch } from "../dynamo/read-batch.ts";
import type { CallTable } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { answered } from "../unavailable.ts";

/** No longer than they are used without their address answering. */
const KEPT_SECONDS = 3600;

const Shelved = z.object({ keys: z.array(z.record(z.string(), z.unknown())), fetchedAt: z.number() });

/** Hashed, since a team chooses it. */
const jwksKey = (uri: string): Key => ({ pk: `JWKS#${hash("sha256", uri, "base64url")}`, sk: META });

/** Published keys as one instance has fetched them, for the others. Both verbs throw Unavailable. */
export const jwksTable = (table: CallTable) => ({
  get: async (uri: string): Promise<{ keys: PublishedKey[]; fetchedAt: number } | undefined> => {
    const key = jwksKey(uri);
    const item = (await readBatch(table, [key])).get(nameOfKey(key));
    return item && Shelved.parse(item);
  },

  put: async (uri: string, keys: readonly PublishedKey[], fetchedAt: number): Promise<void> => {
    const item = {
      ...jwksKey(uri),
      keys,
      fetchedAt,
      [TTL_ATTRIBUTE]: Math.ceil(fetchedAt / 1000) + KEPT_SECONDS,
    };
    const put = table.client.putItem({
      TableName: table.tableName,
      Item: marshall(item, { removeUndefinedValues: true }),
    });
    await answered("DynamoDB", put);
  },
});
