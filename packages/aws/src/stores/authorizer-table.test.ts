import type { CallKey } from "@latchkey/core/call-records/call-records";
import { Unavailable } from "@latchkey/core/outage";
import { change, replace } from "@latchkey/core/testing/changes";
import { describe, expect, it } from "vitest";
import { suspendedTeamsKey } from "../dynamo/keys.ts";
import { freePort, signedTestClient, testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { startWire } from "../testing/wire.ts";
import { readCall, subscribed } from "./authorizer-table.fixture.ts";
import { authorizerTable } from "./authorizer-table.ts";

const store = testStore(testClient);

describe("The authorizer's read", () => {
  it("finds nothing for an unknown key, in one request", async () => {
    const wire = await startWire(store().endpoint);
    const table = authorizerTable({ ...store().calls, client: signedTestClient(wire.endpoint) });
    const found = await readCall(table, { consumerId: "con_unknown", lookup: "abcdef", service: "none" });
    expect(found).toMatchObject({ credential: undefined, consumer: undefined, subscription: undefined });
    expect(found.service).toBeUndefined();
    expect(wire.operations).toEqual(["BatchGetItem"]);
    await wire.stop();
  });

  it("brings everything that a verdict needs in exactly one request on the wire", async () => {
    const { names, service, consumer, credential, subscription } = await subscribed(store());
    const wire = await startWire(store().endpoint);
    const table = authorizerTable({ ...store().calls, client: signedTestClient(wire.endpoint) });
    const { openapi: _large, ...lean } = service;
    const { history: _long, ...current } = subscription;
    expect(await readCall(table, names)).toEqual({
      credential,
      consumer,
      subscription: current,
      service: lean,
      suspendedTeams: new Set(["initech"]),
    });
    expect(wire.operations).toEqual(["BatchGetItem"]);
    await wire.stop();
  });

  it("brings two callers' records in one request, be they one consumer's", async () => {
    const [one, other] = [await subscribed(store()), await subscribed(store())];
    const wire = await startWire(store().endpoint);
    const table = authorizerTable({ ...store().calls, client: signedTestClient(wire.endpoint) });
    const slug = one.service.slug;
    const read = (...callers: CallKey[]) =>
      table.read({ slug, callers, service: true, suspendedTeams: true });
    const found = await read(one.names, other.names);
    expect(found.own.map(({ credential }) => credential?.id)).toEqual([
      one.credential.id,
      other.credential.id,
    ]);
    expect(found.own.map(({ subscription }) => subscription?.id)).toEqual([one.subscription.id, undefined]);
    const same = await read(one.names, { ...one.names, lookup: "abcdef" });
    expect(same.own.map(({ consumer }) => consumer?.id)).toEqual([one.consumer.id, one.consumer.id]);
    expect(wire.operations).toEqual(["BatchGetItem", "BatchGetItem"]);
    await wire.stop();
  });

  it("asks for no item that is not wanted, and tells nothing of it", async () => {
    const { names, service, credential, consumer, subscription } = await subscribed(store());
    const { openapi: _large, ...lean } = service;
    const { history: _long, ...current } = subscription;
    const wire = await startWire(store().endpoint);
    const table = authorizerTable({ ...store().calls, client: signedTestClient(wire.endpoint) });
    const wanted = { slug: service.slug, callers: [], service: false, suspendedTeams: false };
    expect(await table.read({ ...wanted, callers: [names] })).toEqual({
      own: [{ credential, consumer, subscription: current }],
    });
    expect(await table.read({ ...wanted, service: true })).toEqual({ own: [], service: { found: lean } });
    expect(await table.read({ ...wanted, suspendedTeams: true })).toEqual({
      own: [],
      suspendedTeams: new Set(["initech"]),
    });
    const items = wire.bodies.map((body) => JSON.parse(body).RequestItems[store().tableName].Keys.length);
    expect(items).toEqual([3, 1, 1]);
    await wire.stop();
  });

  it("refuses more callers than a batch holds", async () => {
    const callers = Array.from({ length: 33 }, (_, index) => ({ consumerId: `con_${index}`, lookup: "a" }));
    const wanted = { slug: "none", callers, service: true, suspendedTeams: true };
    await expect(authorizerTable(store().calls).read(wanted)).rejects.toThrow(RangeError);
    expect(
      (await authorizerTable(store().calls).read({ ...wanted, callers: callers.slice(1) })).own,
    ).toHaveLength(32);
  });

  it("sees a change as soon as it was acknowledged", async () => {
    const { names, subscription, consumer, service, credential } = await subscribed(store());
    const table = authorizerTable(store().calls);
    const suspended = { ...subscription, revision: 2, status: "suspended" as const };
    await store().commit(change(replace({ kind: "subscription", value: suspended })));
    expect((await readCall(table, names)).subscription?.status).toBe("suspended");
    await store().commit(
      change(
        { write: "erase", record: { kind: "credential", value: credential }, tombstone: false },
        { write: "erase", record: { kind: "service", value: service }, tombstone: true },
        { write: "erase", record: { kind: "consumer", value: consumer }, tombstone: true },
      ),
    );
    const gone = await readCall(table, names);
    expect([gone.credential, gone.service, gone.consumer]).toEqual([undefined, undefined, undefined]);
  });

  it("does not ask for names that are too long to be there", async () => {
    const { names } = await subscribed(store());
    const found = await readCall(authorizerTable(store().calls), { ...names, service: "x".repeat(9000) });
    expect(found.service).toBeUndefined();
    expect(found.credential).toBeDefined();
  });

  it("asks once more for what was left out, and then is unavailable", async () => {
    const { names } = await subscribed(store());
    const unprocessed = {
      status: 200,
      body: {
        Responses: {},
        UnprocessedKeys: {
          [store().tableName]: {
            Keys: [{ pk: { S: suspendedTeamsKey.pk }, sk: { S: suspendedTeamsKey.sk } }],
          },
        },
      },
    };
    const wire = await startWire(store().endpoint);
    const table = authorizerTable({ ...store().calls, client: signedTestClient(wire.endpoint) });
    wire.faults.push(unprocessed);
    expect((await readCall(table, names)).suspendedTeams).toEqual(new Set(["initech"]));
    wire.faults.push(unprocessed, unprocessed);
    await expect(readCall(table, names)).rejects.toBeInstanceOf(Unavailable);
    expect(wire.operations).toHaveLength(4);
    await wire.stop();
  });

  it.each([
    ["throttled", { status: 400, body: { __type: "ThrottlingException" } }],
    ["failing", { status: 503, body: {} }],
    ["cutting the connection", "cut" as const],
  ])("is unavailable while the store is %s", async (_name, fault) => {
    const wire = await startWire(store().endpoint);
    wire.faults.push(...Array(10).fill(fault));
    const table = authorizerTable({ ...store().calls, client: signedTestClient(wire.endpoint) });
    const names = { consumerId: "con_1", lookup: "abcdef", service: "echo" };
    await expect(readCall(table, names)).rejects.toBeInstanceOf(Unavailable);
    await wire.stop();
  });

  it("is unavailable when nothing listens, and its cause says why", async () => {
    const client = signedTestClient(`http://127.0.0.1:${await freePort()}`);
    const attempt = authorizerTable({ ...store().calls, client }).byPointers(["x"]);
    await expect(attempt).rejects.toMatchObject({ name: "Unavailable", cause: { code: "ECONNREFUSED" } });
  });
});
