import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { BatchWriteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { ensureTable } from "./ensure-table.ts";
import { prepareStreamRecords } from "./stream-records.ts";
import { listShards, readPage } from "./stream-shards.ts";
import { startTemporaryEngine } from "./temporary-engine.ts";

const table = {
  TableName: "items",
  BillingMode: "PAY_PER_REQUEST" as const,
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" as const }],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" as const }],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" as const },
};

describe("the embedded engine's stream records", () => {
  it("go after 24 hours but for the newest, from which the numbers go on", async () => {
    await using engine = await startTemporaryEngine();
    const { LatestStreamArn: streamArn = "" } = await ensureTable(engine.client, { table });
    for (let batch = 0; batch < 44; batch += 1) {
      const puts = Array.from({ length: 25 }, (_, n) => ({
        PutRequest: { Item: { pk: { S: `${batch}-${n}` } } },
      }));
      await engine.client.send(new BatchWriteItemCommand({ RequestItems: { items: puts } }));
    }
    const [shard] = await listShards(engine.streams, streamArn);
    const oldest = async () => {
      const from = { streamArn, shardId: shard?.ShardId ?? "", after: undefined, iterator: undefined };
      return (await readPage(engine.streams, from)).records.map((record) => record.dynamodb?.SequenceNumber);
    };
    const databasePath = join(engine.dataDirectory, "dynamodb.sqlite");
    const nowSeconds = Math.floor(Date.now() / 1000);

    prepareStreamRecords(databasePath, nowSeconds + 23 * 3600);
    expect((await oldest())[0]).toBe("1");
    prepareStreamRecords(databasePath, nowSeconds + 25 * 3600);
    await engine.client.send(new PutItemCommand({ TableName: "items", Item: { pk: { S: "new" } } }));
    const { records } = await readPage(engine.streams, {
      streamArn,
      shardId: shard?.ShardId ?? "",
      after: "1100",
      iterator: undefined,
    });
    expect((await oldest())[0]).toBe("101");
    expect(records.map((record) => record.dynamodb?.SequenceNumber)).toEqual(["1101"]);
  });

  it("are found by an index in the two questions that the engine asks of them", async () => {
    await using engine = await startTemporaryEngine();
    const database = new DatabaseSync(join(engine.dataDirectory, "dynamodb.sqlite"));
    const plan = (sql: string) => JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
    const nextNumber = plan(
      "SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = 't'",
    );
    const page = plan(
      "SELECT event_name FROM _stream_records WHERE table_name = 't' AND shard_id = 's' " +
        "AND CAST(sequence_number AS INTEGER) > 5 ORDER BY CAST(sequence_number AS INTEGER) ASC LIMIT 10",
    );
    database.close();
    expect(nextNumber).toContain("USING COVERING INDEX latchkey_stream_position");
    expect(page).toContain("USING INDEX latchkey_stream_position (table_name=? AND <expr>>?)");
    expect(page).not.toContain("TEMP B-TREE");
  });
});
