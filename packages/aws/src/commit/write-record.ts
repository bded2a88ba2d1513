import { operationsOf } from "@latchkey/core/gateway/path-template";
import { Raced } from "@latchkey/core/outage";
import type { PlatformWrite, StoredRecord } from "@latchkey/core/platform/records";
import { type Condition, unless } from "../dynamo/condition.ts";
import { type ItemWrite, type Update, update } from "../dynamo/item-write.ts";
import { type Key, serviceIdKey, serviceOpenapiKey, servicePathsKey } from "../dynamo/keys.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { LIST_ATTRIBUTES, listAttributes } from "./list-attributes.ts";
import { newItem, recordItem } from "./record-item.ts";
import { firstCome } from "./write-ownership.ts";

type WriteOf<W extends PlatformWrite["write"]> = Extract<PlatformWrite, { write: W }>;

export const raced = (): Raced => new Raced("The record was changed in between.");

export const createWrites = ({ record, otherwise }: WriteOf<"create">, index: number): ItemWrite[] => [
  {
    do: "put",
    key: recordItem(record).key,
    attributes: newItem(record),
    conditions: [firstCome(index, otherwise)],
  },
  ...(record.kind === "service"
    ? [put(serviceIdKey(record.value.id), { slug: record.value.slug }), ...openapi(record)]
    : []),
];

/** The revision that a replace expects to find. */
export const replaced = ({ record }: WriteOf<"replace">): number => record.value.revision - 1;

export const replaceWrites = (write: WriteOf<"replace">, index: number): ItemWrite[] => [
  replaceRecord(write, index),
  ...(write.record.kind === "service" ? replaceOpenapi(write.record) : []),
];

/** Counters and other attributes beside the record are unchanged. */
export const replaceRecord = (write: WriteOf<"replace">, index: number): Update => {
  const { record } = write;
  const { key, doc, lists, closed, ttl } = recordItem(record);
  const listed = listAttributes(lists, record.value.id);
  return update(key, {
    set: {
      doc,
      revision: record.value.revision,
      ...listed,
      ...(closed ? { closed } : {}),
      ...(ttl === undefined ? {} : { [TTL_ATTRIBUTE]: ttl }),
    },
    remove: LIST_ATTRIBUTES.filter((attribute) => !(attribute in listed)).concat(closed ? [] : ["closed"]),
    conditions: isStill(index, replaced(write)),
  });
};

const isStill = (index: number, revision: number): Condition[] => [
  unless(index, { is: "stored" }, raced()),
  unless(index, { is: "equal", attribute: "revision", value: revision }, raced()),
];

export const eraseWrites = (write: WriteOf<"erase">, index: number): ItemWrite[] => {
  const { record, tombstone, empty, still } = write;
  const { key, counters } = recordItem(record);
  const conditions = [
    ...isStill(index, record.value.revision),
    ...(empty
      ? counters.map((attribute) => unless(index, { is: "equal", attribute, value: 0 }, empty.otherwise))
      : []),
    ...(still ? [unless(index, { is: "equal", attribute: still.counter, value: still.at }, raced())] : []),
  ];
  return [
    tombstone
      ? update(key, { set: { erased: true }, remove: ["doc", ...LIST_ATTRIBUTES], conditions })
      : { do: "delete", key, conditions },
    ...(record.kind === "service" ? [remove(serviceIdKey(record.value.id)), ...withoutOpenapi(record)] : []),
  ];
};

type ServiceRecord = Extract<StoredRecord, { kind: "service" }>;

const openapi = ({ value }: ServiceRecord): ItemWrite[] =>
  value.openapi
    ? [
        put(serviceOpenapiKey(value.slug), { openapi: value.openapi }),
        put(servicePathsKey(value.slug), { operations: operationsOf(value.openapi) }),
      ]
    : [];

const withoutOpenapi = ({ value }: ServiceRecord): ItemWrite[] => [
  remove(serviceOpenapiKey(value.slug)),
  remove(servicePathsKey(value.slug)),
];

const replaceOpenapi = (record: ServiceRecord): ItemWrite[] => {
  const kept = openapi(record);
  return kept.length > 0 ? kept : withoutOpenapi(record);
};

/** Companions of a record need no condition: the record's own decides for all. */
const put = (key: Key, attributes: Record<string, unknown>): ItemWrite => ({
  do: "put",
  key,
  attributes,
  conditions: [],
});
const remove = (key: Key): ItemWrite => ({ do: "delete", key, conditions: [] });
