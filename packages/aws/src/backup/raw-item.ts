import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** An item as DynamoDB gives it. Numbers are text there, so none loses a digit. */
export type RawItem = Record<string, AttributeValue>;

type Json = Record<string, unknown>;

/** The item as JSON can hold it: binaries as base64, everything else as it is. */
export const writableItem = (item: RawItem): Json =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, writableValue(value)]));

const writableValue = (value: AttributeValue): object => {
  if (value.M) return { M: writableItem(value.M) };
  if (value.L) return { L: value.L.map(writableValue) };
  if (value.B) return { B: base64(value.B) };
  if (value.BS) return { BS: value.BS.map(base64) };
  return value;
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/**
 * The item that `writableItem` has written.
 *
 * @throws Error for anything else.
 */
export const rawItem = (json: unknown): RawItem =>
  Object.fromEntries(Object.entries(object(json)).map(([name, value]) => [name, rawValue(value)]));

const rawValue = (json: unknown): AttributeValue => {
  const [entry, ...more] = Object.entries(object(json));
  if (!entry || more.length > 0) throw wrong();
  const [type, value] = entry;
  if (type === "S") return { S: text(value) };
  if (type === "N") return { N: text(value) };
  if (type === "B") return { B: bytes(value) };
  if (type === "M") return { M: rawItem(value) };
  if (type === "L") return { L: list(value).map(rawValue) };
  if (type === "SS") return { SS: list(value).map(text) };
  if (type === "NS") return { NS: list(value).map(text) };
  if (type === "BS") return { BS: list(value).map(bytes) };
  if (type === "BOOL" && typeof value === "boolean") return { BOOL: value };
  if (type === "NULL" && value === true) return { NULL: true };
  throw wrong();
};

const wrong = () => new Error("An item of the backup is not one of DynamoDB's.");

const object = (json: unknown): Json => {
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw wrong();
  return json as Json;
};
const list = (json: unknown): unknown[] => {
  if (!Array.isArray(json)) throw wrong();
  return json;
};
const text = (json: unknown): string => {
  if (typeof json !== "string") throw wrong();
  return json;
};
const bytes = (json: unknown): Uint8Array => new Uint8Array(Buffer.from(text(json), "base64"));
