import { DeleteItemCommand, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { ensureTable } from "./ensure-table.ts";
import { TableName, table } from "./polled-table.fixture.ts";
import { onTableWrite } from "./table-writes.ts";
import { startTemporaryEngine } from "./temporary-engine.ts";

const Key = { pk: { S: "one" } };

describe("writes of this process", () => {
  it("are told of once they are answered, reads and those to another engine are not, nor any after the end", async () => {
    await using engine = await startTemporaryEngine();
    await using other = await startTemporaryEngine();
    for (const { client } of [engine, other]) await ensureTable(client, { table });
    let writes = 0;
    const leave = onTableWrite(engine.endpoint)(() => (writes += 1));
    await engine.client.send(new PutItemCommand({ TableName, Item: Key }));
    await engine.client.send(new GetItemCommand({ TableName, Key }));
    await other.client.send(new PutItemCommand({ TableName, Item: Key }));
    expect(writes).toBe(1);
    await engine.client.send(new DeleteItemCommand({ TableName, Key }));
    expect(writes).toBe(2);
    leave();
    await engine.client.send(new PutItemCommand({ TableName, Item: Key }));
    expect(writes).toBe(2);
  });
});
