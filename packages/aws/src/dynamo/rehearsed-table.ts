import { marshall } from "@aws-sdk/util-dynamodb";
import type { Key } from "./keys.ts";
import type { CallTable } from "./table.ts";

const nothing = async () => {
  throw new Error("A rehearsal reads one batch and writes nothing.");
};

/** A table in memory, which answers every batch with these records as DynamoDB would. */
export const rehearsedTable = (
  tableName: string,
  records: readonly (readonly [key: Key, doc: object])[],
): CallTable => {
  const items = records.map(([key, doc]) => marshall({ ...key, doc }, { removeUndefinedValues: true }));
  return {
    tableName,
    client: {
      batchGetItem: async () => ({ Responses: { [tableName]: items } }),
      getItem: nothing,
      query: nothing,
      putItem: nothing,
      updateItem: nothing,
      transactWriteItems: nothing,
    },
  };
};
