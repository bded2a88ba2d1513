import type { AttributeValue, BatchGetItemCommandOutput } from "@aws-sdk/client-dynamodb";
import type { SignedService } from "../signed/signed-service.ts";

type Marshalled = Record<string, AttributeValue>;
interface Asked {
  TableName: string;
  Key: Marshalled;
}
interface Answer {
  Item?: Marshalled;
}
interface Waiting {
  asked: Asked;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** DynamoDB's bound for one request. */
const MAX_KEYS = 100;

const isPlain = (input: object): input is Asked =>
  "ConsistentRead" in input &&
  input.ConsistentRead === true &&
  Object.keys(input).every((name) => ["TableName", "Key", "ConsistentRead"].includes(name));

/**
 * Whole items of a table of Latchkey's that are asked for in one turn of the event loop are read with one request.
 * Consistent reads alone: each is answered by what is there after it was asked.
 *
 * @returns undefined for an input that says more than which item
 */
export const gatheredReads = (call: SignedService) => {
  const waiting: Waiting[] = [];
  const flush = () => {
    const batch = waiting.splice(0, MAX_KEYS);
    if (waiting.length > 0) setImmediate(flush);
    readTogether(call, batch).catch((error: unknown) => {
      for (const { reject } of batch) reject(error);
    });
  };
  return (input: object): Promise<Answer> | undefined => {
    if (!isPlain(input)) return undefined;
    return new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ asked: input, resolve, reject });
    });
  };
};

const nameOf = (key: Marshalled): string => JSON.stringify([key["pk"]?.S, key["sk"]?.S]);

const readTogether = async (call: SignedService, batch: readonly Waiting[]): Promise<void> => {
  for (const [table, ofTable] of Map.groupBy(batch, ({ asked }) => asked.TableName)) {
    const byKey = Map.groupBy(ofTable, ({ asked }) => nameOf(asked.Key));
    const keys = [...new Map(ofTable.map(({ asked: { Key } }) => [nameOf(Key), Key])).values()];
    const readOne = async (Key: Marshalled) => {
      const answer = await call<Answer>("GetItem", { TableName: table, Key, ConsistentRead: true });
      give(byKey.get(nameOf(Key)), answer);
    };
    const left = keys.length === 1 ? keys : await readMany(call, table, keys, byKey);
    await Promise.all(left.map(readOne));
  }
};

/** Answers the keys that DynamoDB has left out. */
const readMany = async (
  call: SignedService,
  table: string,
  Keys: Marshalled[],
  byKey: ReadonlyMap<string, readonly Waiting[]>,
): Promise<readonly Marshalled[]> => {
  const { Responses, UnprocessedKeys } = await call<BatchGetItemCommandOutput>("BatchGetItem", {
    RequestItems: { [table]: { ConsistentRead: true, Keys } },
  });
  const found = new Map((Responses?.[table] ?? []).map((item) => [nameOf(item), item]));
  const left = UnprocessedKeys?.[table]?.Keys ?? [];
  const unread = new Set(left.map(nameOf));
  for (const [name, asking] of byKey) {
    const Item = found.get(name);
    if (!unread.has(name)) give(asking, Item ? { Item } : {});
  }
  return left;
};

/** Each gets an answer of its own: what reads it may change it. */
const give = (asking: readonly Waiting[] = [], answer: Answer): void => {
  for (const { resolve } of asking) resolve(asking.length === 1 ? answer : structuredClone(answer));
};
