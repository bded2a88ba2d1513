import { change, replace } from "@latchkey/core/testing/changes";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { credentialKey } from "../dynamo/keys.ts";
import { testStore } from "../testing/test-store.ts";
import { readCall, subscribed } from "./authorizer-table.fixture.ts";
import { authorizerTable } from "./authorizer-table.ts";

const store = testStore();

describe("The last use of a credential", () => {
  it("is recorded at most once a minute, changes no revision, and is read with the credential", async () => {
    const { names, credential, consumer } = await subscribed(store());
    const table = authorizerTable(store().calls);
    const read = () => store().stores.credential(consumer.id, credential.id);
    await table.touchLastUsed(names, NOW);
    await table.touchLastUsed(names, NOW + 59_999);
    expect(await read()).toEqual({ ...credential, lastUsedAt: new Date(NOW).toISOString() });
    await table.touchLastUsed(names, NOW + 60_000);
    const used = await read();
    expect(used).toEqual({ ...credential, lastUsedAt: new Date(NOW + 60_000).toISOString() });
    expect((await readCall(table, names)).credential).toEqual(used);
    expect((await store().stores.credentials(consumer.id, { limit: 1 })).items).toEqual([used]);
  });

  it("survives a change that was decided on an older reading of it", async () => {
    const { names, credential, consumer } = await subscribed(store());
    await authorizerTable(store().calls).touchLastUsed(names, NOW + 60_000);
    const stale = { ...credential, revision: 2, name: "renamed", lastUsedAt: "2020-01-01T00:00:00.000Z" };
    await store().commit(change(replace({ kind: "credential", value: stale })));
    const found = await store().stores.credential(consumer.id, credential.id);
    expect(found).toMatchObject({ name: "renamed", lastUsedAt: new Date(NOW + 60_000).toISOString() });
  });

  it("makes no item for a credential that is gone", async () => {
    await authorizerTable(store().calls).touchLastUsed({ consumerId: "con_gone", lookup: "abcdef" }, NOW);
    expect(await store().item(credentialKey("con_gone", "abcdef"))).toBeUndefined();
  });
});
