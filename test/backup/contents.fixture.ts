import { hash } from "node:crypto";
import { type AttributeValue, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { TestStore } from "@latchkey/aws/testing/store-for-tests";

/** The same text for the same item, in any order of its fields. */
const fingerprint = (item: object): string =>
  hash(
    "sha256",
    // A restored item says under a seal that it is one.
    JSON.stringify({ ...item, restored: undefined }, (_key, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
        : value,
    ),
  );

/** A line for each item of a table, in order. */
export const contents = async ({ client }: TestStore, TableName: string): Promise<string[]> => {
  const lines: string[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    for (const item of page.Items ?? []) lines.push(fingerprint(unmarshall(item)));
    start = page.LastEvaluatedKey;
  } while (start);
  return lines.sort();
};
