import { randomBytes } from "node:crypto";
import { apiKeyPointer, apiKeyPointers } from "@latchkey/core/credential/api-key/api-key-pointer";
import type { Rehash } from "@latchkey/core/credential/part/rehash";
import { hashKey, sha256 } from "@latchkey/core/key-ring/pepper";
import { change, create, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aRing, NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { authorizerTable } from "./authorizer-table.ts";
import { rehashTable } from "./rehash-table.ts";

const store = testStore(testClient);

const old = aRing("k1");
const peppers = { current: "k2", keys: { ...old.keys, ...aRing("k2").keys } };

/** A stored key, and what a call with it brings back. */
const stored = async ({ imported }: { imported: boolean }) => {
  const digest = sha256(randomBytes(20).toString("hex"));
  const from = hashKey(old, digest);
  const consumer = fresh.consumer("callers");
  const credential = fresh.credential(consumer.id, {
    imported,
    secrets: [from],
    ...(imported ? { pointers: apiKeyPointers(old, digest) } : {}),
  });
  await store().commit(
    change(
      create({ kind: "consumer", value: consumer }),
      create({ kind: "credential", value: credential }),
      ...(credential.pointers ?? []).map((value) => ({
        write: "claim" as const,
        name: { kind: "imported-key" as const, value },
        holder: `${consumer.id}/${credential.id}`,
      })),
    ),
  );
  const to = hashKey(peppers, digest);
  const pointer = apiKeyPointer(to.pepper, to.hash);
  const rehash: Rehash = {
    consumerId: consumer.id,
    credentialId: credential.id,
    at: 0,
    from,
    to,
    ...(imported ? { pointer } : {}),
  };
  const read = () => store().stores.credential(consumer.id, credential.id);
  return { consumer, credential, rehash, pointer, read };
};

describe("A key that is hashed again", () => {
  it("does not overwrite a rotation, nor bring back what was removed", async () => {
    const { credential, rehash, read } = await stored({ imported: false });
    const rotated = { ...credential, revision: 2, secrets: [{ hash: "bmV3", pepper: "k2" }] };
    await store().commit(change(replace({ kind: "credential", value: rotated })));
    await rehashTable(store().calls)(rehash, NOW);
    expect(await read()).toEqual(rotated);
    await store().commit(
      change({ write: "erase", record: { kind: "credential", value: rotated }, tombstone: false }),
    );
    await rehashTable(store().calls)(rehash, NOW);
    expect(await read()).toBeUndefined();
  });

  it("has its new hash at once and one revision more, however often it is written", async () => {
    const { credential, rehash, read } = await stored({ imported: false });
    await Promise.all([1, 2, 3].map(() => rehashTable(store().calls)(rehash, NOW + 1000)));
    expect(await read()).toEqual({
      ...credential,
      revision: 2,
      updatedAt: new Date(NOW + 1000).toISOString(),
      secrets: [rehash.to],
    });
  });

  it("makes a change that was decided before it race, so that none is lost", async () => {
    const { credential, rehash } = await stored({ imported: false });
    await rehashTable(store().calls)(rehash, NOW);
    const stale = { ...credential, revision: 2, name: "renamed" };
    await expect(store().commit(change(replace({ kind: "credential", value: stale })))).rejects.toThrow();
  });

  it("is found by its new hash too, when it was imported, and tells both names", async () => {
    const { consumer, credential, rehash, pointer, read } = await stored({ imported: true });
    await Promise.all([1, 2].map(() => rehashTable(store().calls)(rehash, NOW)));
    const known = await read();
    expect(known).toMatchObject({ revision: 2, secrets: [rehash.to] });
    expect(known?.pointers).toEqual([...(credential.pointers ?? []), pointer]);
    const places = await authorizerTable(store().calls).byPointers([pointer]);
    expect(places.get(pointer)?.consumerId).toBe(consumer.id);
  });

  it("says in the table that the system did it, for the audit", async () => {
    const { rehash, consumer } = await stored({ imported: false });
    await rehashTable(store().calls)(rehash, NOW);
    const items = await store().partition(`CONSUMER#${consumer.id}`);
    expect(items.find(({ by }) => JSON.stringify(by)?.includes("rehashed"))?.["by"]).toEqual({
      kind: "credential",
      mac: expect.stringMatching(/^k1\./),
      actor: "system",
      action: "credential.rehashed",
      at: new Date(NOW).toISOString(),
    });
  });
});
