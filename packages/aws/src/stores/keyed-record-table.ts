import { type ScanCommandInput, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { Credential } from "@latchkey/core/credential/credential";
import { KeyRingRefused } from "@latchkey/core/key-ring/change-key-ring";
import type { KeyedRecords } from "@latchkey/core/root/key-ring-work";
import type { KeyedRecord } from "@latchkey/core/root/keyed-record";
import { Service } from "@latchkey/core/service/service";
import { Webhook } from "@latchkey/core/webhook/webhook";
import * as z from "zod/mini";
import { recordItem } from "../commit/record-item.ts";
import { replaceSecret } from "../commit/replace-secret.ts";
import { type ItemPage, scanPages } from "../dynamo/item-pages.ts";
import { credentialKey, serviceKey, WEBHOOK_PREFIX } from "../dynamo/keys.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Item, SealingTable } from "../dynamo/table.ts";
import { written } from "../dynamo/written.ts";

/** Of the table's items, in one page. */
const MAX_ITEMS = 1000;

const Place = z.strictObject({ pk: z.string(), sk: z.string() });

/** Reads the whole table: only for what is done once in a rotation. */
export const keyedRecordTable = (table: SealingTable, mostItems = MAX_ITEMS): KeyedRecords => ({
  async *pages(resume) {
    const scan = scanPages(table, {
      ...KEYED,
      Limit: mostItems,
      ExclusiveStartKey: resume === undefined ? undefined : marshall(placeOf(resume)),
    });
    for await (const { items, next } of scan) {
      const records = items.flatMap((item) => keyedRecord(unmarshall(item)));
      yield { records, ...(next ? { resume: resumeAt(next) } : {}) };
    }
  },

  reseal: async (record, replacements, now) => {
    const update = replaceSecret(
      table.tableName,
      await table.ring(),
      await readItem(table, recordItem(record).key),
      { kind: record.kind, replacements, action: `${record.kind}.resealed` },
      now,
    );
    return update ? written(table.client.send(new UpdateItemCommand(update))) : false;
  },
});

const { pk: SERVICES, sk: META } = serviceKey("");
const { sk: CREDENTIALS } = credentialKey("", "");

const KEYED = {
  FilterExpression:
    "attribute_exists(doc) AND (begins_with(sk, :credential) OR begins_with(sk, :webhook) OR (begins_with(pk, :service) AND sk = :meta))",
  ExpressionAttributeValues: marshall({
    ":credential": CREDENTIALS,
    ":webhook": WEBHOOK_PREFIX,
    ":service": SERVICES,
    ":meta": META,
  }),
} satisfies Partial<ScanCommandInput>;

const keyedRecord = ({ sk, doc }: Item): KeyedRecord[] => {
  const place = String(sk);
  if (place === META) return [{ kind: "service", value: Service.parse(doc) }];
  if (place.startsWith(WEBHOOK_PREFIX)) return [{ kind: "webhook", value: Webhook.parse(doc) }];
  return [{ kind: "credential", value: Credential.parse(doc) }];
};

const resumeAt = (next: ItemPage["next"] & object): string =>
  Buffer.from(JSON.stringify(Place.parse(unmarshall(next)))).toString("base64url");

const placeOf = (resume: string): z.infer<typeof Place> => {
  try {
    return Place.parse(JSON.parse(Buffer.from(resume, "base64url").toString("utf8")));
  } catch {
    throw new KeyRingRefused('"resume" is not what an earlier answer has said.');
  }
};
