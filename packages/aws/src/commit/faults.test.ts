import { Raced, Unavailable } from "@latchkey/core/outage";
import { change, create } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { describe, expect, it } from "vitest";
import { freePort, testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { startWire } from "../testing/wire.ts";

const store = testStore(testClient);

describe("A change under faults", () => {
  const transaction = (code: string) => ({
    status: 400,
    body: {
      __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
      message: "Transaction cancelled",
      CancellationReasons: [{ Code: code }],
    },
  });
  const throttled = {
    status: 400,
    body: { __type: "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException" },
  };

  it("waits and tries again when it meets another transaction", async () => {
    const wire = await startWire(store().endpoint);
    const client = testClient(wire.endpoint);
    wire.faults.push(transaction("TransactionConflict"), transaction("TransactionConflict"));
    const team = fresh.team();
    await store().commitWith({ client })(change(create({ kind: "team", value: team })));
    expect(wire.operations).toEqual(Array(3).fill("TransactWriteItems"));
    expect(await store().stores.team(team.slug)).toEqual(team);
    await wire.stop();
  });

  it("happens once when its first answer is lost on the way", async () => {
    const wire = await startWire(store().endpoint);
    wire.faults.push("lost");
    const team = fresh.team();
    await store().commitWith({ client: testClient(wire.endpoint) })(
      change(create({ kind: "team", value: team })),
    );
    expect(wire.operations).toHaveLength(2);
    expect(await store().stores.team(team.slug)).toEqual(team);
    await wire.stop();
  });

  it("has raced when it keeps meeting other transactions", async () => {
    const wire = await startWire(store().endpoint);
    wire.faults.push(...Array(10).fill(transaction("TransactionConflict")));
    const commit = store().commitWith({ client: testClient(wire.endpoint) });
    await expect(commit(change(create({ kind: "team", value: fresh.team() })))).rejects.toBeInstanceOf(Raced);
    expect(wire.operations).toHaveLength(4);
    await wire.stop();
  });

  it.each([
    ["throttled", throttled],
    ["throttled inside the transaction", transaction("ThrottlingError")],
    ["answered with a fault of the service", { status: 500, body: { __type: "InternalServerError" } }],
    ["cut off", "cut" as const],
  ])("is unavailable when it is %s each time", async (_name, fault) => {
    const wire = await startWire(store().endpoint);
    wire.faults.push(...Array(10).fill(fault));
    const commit = store().commitWith({ client: testClient(wire.endpoint) });
    await expect(commit(change(create({ kind: "team", value: fresh.team() })))).rejects.toBeInstanceOf(
      Unavailable,
    );
    await wire.stop();
  });

  it("is unavailable when nothing listens, or nothing answers in time", async () => {
    const refused = testClient(`http://127.0.0.1:${await freePort()}`);
    const attempt = store().commitWith({ client: refused })(
      change(create({ kind: "team", value: fresh.team() })),
    );
    await expect(attempt).rejects.toBeInstanceOf(Unavailable);
    const wire = await startWire(store().endpoint);
    wire.faults.push("silence");
    const impatient = { maxAttempts: 1, requestHandler: { requestTimeout: 50, throwOnRequestTimeout: true } };
    const silent = store().commitWith({ client: testClient(wire.endpoint, impatient) });
    await expect(silent(change(create({ kind: "team", value: fresh.team() })))).rejects.toBeInstanceOf(
      Unavailable,
    );
    await wire.stop();
  });

  it("that is malformed stays the bug that it is", async () => {
    const wire = await startWire(store().endpoint);
    wire.faults.push({ status: 400, body: { __type: "com.amazon.coral.validate#ValidationException" } });
    const commit = store().commitWith({ client: testClient(wire.endpoint) });
    await expect(commit(change(create({ kind: "team", value: fresh.team() })))).rejects.toMatchObject({
      name: "ValidationException",
    });
    await wire.stop();
  });
});
