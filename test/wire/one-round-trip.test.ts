import { randomBytes } from "node:crypto";
import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { changeWrites } from "@latchkey/aws/commit/write-change";
import { authorizerTable } from "@latchkey/aws/stores/authorizer-table";
import { signedTestClient } from "@latchkey/aws/testing/dynamodb-for-tests";
import { testStore } from "@latchkey/aws/testing/test-store";
import { startWire, type Wire } from "@latchkey/aws/testing/wire";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import { hashKey, sha256 } from "@latchkey/core/key-ring/pepper";
import type { PlatformChange } from "@latchkey/core/platform/records";
import { change, create } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aRing, keysOf, NOW } from "@latchkey/core/testing/records";
import type { Authorizer } from "@latchkey/core/verdict/authorize";
import { createAuthorizer } from "@latchkey/core/verdict/create-authorizer";
import { API_KEY_RANDOM_BYTES, mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

const ring = aRing("k1");
const keys = keysOf(ring);
const service = fresh.service("providers", { slug: "weather" });

const store = testStore();
let wire: Wire;
let authorizer: Authorizer;
beforeAll(async () => {
  wire = await startWire(store().endpoint);
  await store().keep({ service });
});
afterAll(() => wire.stop());
/** One that remembers nothing, and each of whose requests is seen on the wire. */
const startCold = () => {
  authorizer = createAuthorizer(
    authorizerTable({ client: signedTestClient(wire.endpoint), tableName: store().tableName }),
    keys,
  );
  wire.operations.length = 0;
  wire.bodies.length = 0;
};
beforeEach(startCold);

/** A consumer with a minted key and an active subscription, and the change that makes them. */
const subscriber = (): { key: string; change: PlatformChange } => {
  const consumer = fresh.consumer("callers");
  const credential = fresh.credential(consumer.id);
  const key = mintApiKey(consumer.id.slice(4), randomBytes(API_KEY_RANDOM_BYTES), lookupOf(credential.id));
  const value = { ...credential, secrets: [hashKey(ring, sha256(key))] };
  return {
    key,
    change: change(
      create({ kind: "consumer", value: consumer }),
      create({ kind: "credential", value }),
      create({ kind: "subscription", value: fresh.subscription(consumer, service, { status: "active" }) }),
    ),
  };
};

const call = (key: string, now = NOW, slug = "weather") =>
  authorizer.authorize(
    {
      method: "GET",
      path: `/${slug}/today`,
      service: slug,
      rest: "/today",
      query: [],
      headers: { "x-api-key": [key] },
      sourceIp: "192.0.2.1",
      requestId: "request",
    },
    now,
  );

/** Writes many changes without asking whether they may be made: only to fill the table. */
const fill = async (changes: readonly PlatformChange[]): Promise<void> => {
  const puts = changes.flatMap((each) =>
    changeWrites(each, new Set(), { now: NOW, ring }).flatMap((write) =>
      write.do === "put"
        ? [
            {
              PutRequest: {
                Item: marshall({ ...write.attributes, ...write.key }, { removeUndefinedValues: true }),
              },
            },
          ]
        : [],
    ),
  );
  for (let from = 0; from < puts.length; from += 25)
    await store().client.send(
      new BatchWriteItemCommand({ RequestItems: { [store().tableName]: puts.slice(from, from + 25) } }),
    );
};

describe("a verdict on a minted key", () => {
  it("costs exactly one request to DynamoDB when nothing is remembered", async () => {
    const { key, change: made } = subscriber();
    await store().commit(made);
    expect((await call(key)).kind).toBe("allowed");
    expect(wire.operations).toEqual(["BatchGetItem"]);
  });

  it("costs none while that is remembered, and one again when it is not any more", async () => {
    const { key, change: made } = subscriber();
    await store().commit(made);
    for (const later of [0, 1, 1000, 4999]) expect((await call(key, NOW + later)).kind).toBe("allowed");
    expect(wire.operations).toHaveLength(1);
    await call(key, NOW + 5000);
    expect(wire.operations).toHaveLength(2);
  });

  it("costs one for many calls in the same moment", async () => {
    const { key, change: made } = subscriber();
    await store().commit(made);
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => call(key)));
    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(["allowed"]));
    expect(wire.operations).toHaveLength(1);
  });

  it("costs one when it is a refusal, and asks again the next time: an approval works at once", async () => {
    const { key, change: made } = subscriber();
    await store().commit(made);
    for (const times of [1, 2]) {
      expect(await call(key, NOW, "other")).toMatchObject({ kind: "refused", reason: "no-subscription" });
      expect(wire.operations).toHaveLength(times);
    }
  });

  it("costs none for a value without a valid form, and one a second for an unknown value", async () => {
    const { key } = subscriber();
    expect(await call(`${key.slice(0, -1)}!`)).toMatchObject({ kind: "unauthenticated" });
    expect(wire.operations).toHaveLength(0);
    for (const later of [0, 500, 999]) await call(key, NOW + later);
    expect(wire.operations).toHaveLength(1);
  });

  it("costs no more when a former pepper has hashed the key: the new hash is written with the use", async () => {
    const { key, change: made } = subscriber();
    await store().commit(made);
    const newer = { current: "k2", keys: { ...ring.keys, ...aRing("k2").keys } };
    const peppers = keysOf(newer);
    const table = { client: signedTestClient(wire.endpoint), tableName: store().tableName };
    authorizer = createAuthorizer(authorizerTable(table), peppers);
    for (const later of [0, 1000])
      expect(await call(key, NOW + later)).toMatchObject({
        kind: "allowed",
        rehash: { to: { pepper: "k2" } },
      });
    expect(wire.operations).toEqual(["BatchGetItem"]);
  });

  it("is the same request, and no larger, with a thousand consumers as with one", async () => {
    const { key, change: made } = subscriber();
    await store().commit(made);
    await call(key);
    const [alone] = wire.bodies;
    const others = Array.from({ length: 1000 }, subscriber);
    await fill(others.map((each) => each.change));
    startCold();
    expect((await call(key)).kind).toBe("allowed");
    expect(wire.operations).toEqual(["BatchGetItem"]);
    expect(wire.bodies).toEqual([alone]);
    const [last] = others.slice(-1);
    expect((await call(last?.key ?? "")).kind).toBe("allowed");
    expect(wire.operations).toEqual(["BatchGetItem", "BatchGetItem"]);
  });
});
