import type { CallKey, CallRecords } from "@latchkey/core/call-records/call-records";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import { change, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { credentialKey } from "../dynamo/keys.ts";
import { startTestStore, type TestStore } from "../testing/store-for-tests.ts";
import { type AuthorizerTable, authorizerTable } from "./authorizer-table.ts";

let store: TestStore;

beforeAll(async () => {
  store = await startTestStore();
});

afterAll(() => store.stop());

const subscribed = async () => {
  const service = fresh.service("globex", { openapi: "{}" });
  const consumer = fresh.consumer("acme");
  const credential = fresh.credential(consumer.id);
  const subscription = fresh.subscription(consumer, service, { status: "active" });
  await store.keep({ service, consumer, credential, subscription });
  await store.commit(change({ write: "suspend-team", team: "initech", suspended: true }));
  const names = { consumerId: consumer.id, lookup: lookupOf(credential.id), service: service.slug };
  return { service, consumer, credential, subscription, names };
};

/** Everything of one call. */
const readCall = async (
  table: AuthorizerTable,
  { service: slug, ...place }: CallKey,
): Promise<CallRecords> => {
  const found = await table.read({ slug, callers: [place], service: true, suspendedTeams: true });
  const [own] = found.own;
  if (!own || !found.service || !found.suspendedTeams) throw new Error("All of it was wanted.");
  return { ...own, service: found.service.found, suspendedTeams: found.suspendedTeams };
};

describe("The last use of a credential", () => {
  it("is recorded at most once a minute, changes no revision, and is read with the credential", async () => {
    const { names, credential, consumer } = await subscribed();
    const table = authorizerTable(store);
    const read = () => store.stores.credential(consumer.id, credential.id);
    await table.touchLastUsed(names, NOW);
    await table.touchLastUsed(names, NOW + 59_999);
    expect(await read()).toEqual({ ...credential, lastUsedAt: new Date(NOW).toISOString() });
    await table.touchLastUsed(names, NOW + 60_000);
    const used = await read();
    expect(used).toEqual({ ...credential, lastUsedAt: new Date(NOW + 60_000).toISOString() });
    expect((await readCall(table, names)).credential).toEqual(used);
    expect((await store.stores.credentials(consumer.id, { limit: 1 })).items).toEqual([used]);
  });

  it("survives a change that was decided on an older reading of it", async () => {
    const { names, credential, consumer } = await subscribed();
    await authorizerTable(store).touchLastUsed(names, NOW + 60_000);
    const stale = { ...credential, revision: 2, name: "renamed", lastUsedAt: "2020-01-01T00:00:00.000Z" };
    await store.commit(change(replace({ kind: "credential", value: stale })));
    const found = await store.stores.credential(consumer.id, credential.id);
    expect(found).toMatchObject({ name: "renamed", lastUsedAt: new Date(NOW + 60_000).toISOString() });
  });

  it("makes no item for a credential that is gone", async () => {
    await authorizerTable(store).touchLastUsed({ consumerId: "con_gone", lookup: "abcdef" }, NOW);
    expect(await store.item(credentialKey("con_gone", "abcdef"))).toBeUndefined();
  });
});
