import { marshall } from "@aws-sdk/util-dynamodb";
import { listCredentials, readCredential } from "@latchkey/core/credential/read-credential";
import { change, replace } from "@latchkey/core/testing/changes";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { credentialKey } from "../dynamo/keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { workOn } from "../testing/work-for-tests.ts";
import { readCall, subscribed } from "./authorizer-table.fixture.ts";
import { authorizerTable } from "./authorizer-table.ts";

const store = testStore(testClient);
const isoAt = (at: number) => new Date(at).toISOString();
const work = () => workOn(store(), { now: NOW });

describe("The last use of a credential", () => {
  it("is recorded at most once a minute, changes no record and no list, and is read with the credential", async () => {
    const { names, credential, consumer } = await subscribed(store());
    const table = authorizerTable(store().calls);
    const before = await store().item(credentialKey(names.consumerId, names.lookup));
    await table.touchLastUsed(names, NOW);
    await table.touchLastUsed(names, NOW + 59_999);
    const read = () => readCredential(work(), credential);
    expect(await read()).toEqual({ ...credential, lastUsedAt: isoAt(NOW), lastUses: { at: isoAt(NOW) } });
    await table.touchLastUsed(names, NOW + 60_000);
    const lastUsedAt = isoAt(NOW + 60_000);
    const used = { ...credential, lastUsedAt, lastUses: { at: lastUsedAt } };
    expect(await read()).toEqual(used);
    expect((await listCredentials(work(), consumer.id, { limit: 1 })).items).toEqual([used]);
    expect(await store().item(credentialKey(names.consumerId, names.lookup))).toEqual(before);
    expect((await readCall(table, names)).credential).toEqual(credential);
  });

  it("survives a change that was decided on an older reading of it", async () => {
    const { names, credential } = await subscribed(store());
    await authorizerTable(store().calls).touchLastUsed(names, NOW + 60_000);
    const stale = { ...credential, revision: 2, name: "renamed", lastUsedAt: "2020-01-01T00:00:00.000Z" };
    await store().commit(change(replace({ kind: "credential", value: stale })));
    const found = await readCredential(work(), credential);
    expect(found).toMatchObject({ name: "renamed", lastUsedAt: isoAt(NOW + 60_000) });
  });

  it("is the later one where a release before has written it beside the record", async () => {
    const { names, credential } = await subscribed(store());
    const read = async () => (await readCredential(work(), credential)).lastUsedAt;
    await store().client.updateItem({
      TableName: store().tableName,
      Key: marshall(credentialKey(names.consumerId, names.lookup)),
      UpdateExpression: "SET lastUsedAt = :at",
      ExpressionAttributeValues: marshall({ ":at": isoAt(NOW) }),
    });
    expect(await read()).toBe(isoAt(NOW));
    await authorizerTable(store().calls).touchLastUsed(names, NOW + 90_000);
    expect(await read()).toBe(isoAt(NOW + 90_000));
  });

  it("is kept apart for each mark, once a minute, and the latest of them is the credential's", async () => {
    const { names, credential } = await subscribed(store());
    const table = authorizerTable(store().calls);
    await table.touchLastUsed(names, NOW, "a");
    await table.touchLastUsed(names, NOW + 1, "b");
    await table.touchLastUsed(names, NOW + 59_999, "a");
    const found = await readCredential(work(), credential);
    expect(found.lastUses).toEqual({ a: isoAt(NOW), b: isoAt(NOW + 1) });
    expect(found.lastUsedAt).toBe(isoAt(NOW + 1));
    await store().commit(change(replace({ kind: "credential", value: { ...found, revision: 2 } })));
    const stored = await store().item(credentialKey(names.consumerId, names.lookup));
    expect(JSON.stringify(stored)).not.toMatch(/lastUse/);
  });

  it("makes no credential of one that is gone", async () => {
    await authorizerTable(store().calls).touchLastUsed({ consumerId: "con_gone", lookup: "abcdef" }, NOW);
    expect(await store().item(credentialKey("con_gone", "abcdef"))).toBeUndefined();
  });
});
