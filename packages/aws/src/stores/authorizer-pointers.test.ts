import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import { change } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { describe, expect, it } from "vitest";
import { signedTestClient, testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { startWire } from "../testing/wire.ts";
import { authorizerTable } from "./authorizer-table.ts";

const store = testStore(testClient);

describe("Pointers", () => {
  it("lead to the credentials that hold them, in one request for all", async () => {
    const consumer = fresh.consumer("acme");
    const credential = fresh.credential(consumer.id);
    const claim = (value: string) => ({
      write: "claim" as const,
      name: { kind: "user-name" as const, value },
      holder: `${consumer.id}/${credential.id}`,
    });
    await store().commit(change(claim("basic#ana"), claim("jwt#ana")));
    const wire = await startWire(store().endpoint);
    const table = authorizerTable({ ...store().calls, client: signedTestClient(wire.endpoint) });
    const place = { consumerId: consumer.id, lookup: lookupOf(credential.id) };
    expect(await table.byPointers(["basic#ana", "unknown", "basic#ana"])).toEqual(
      new Map([["basic#ana", place]]),
    );
    expect(wire.operations).toEqual(["BatchGetItem"]);
    expect(await table.byPointers([])).toEqual(new Map());
    await expect(table.byPointers(Array.from({ length: 101 }, String))).rejects.toThrow(RangeError);
    await wire.stop();
  });
});
