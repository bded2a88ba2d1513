import { marshall } from "@aws-sdk/util-dynamodb";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { expect, it } from "vitest";
import { serviceKey } from "../dynamo/keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { listServiceByName } from "./list-services.ts";

const store = testStore(testClient);

const listed = async (team: string) =>
  (await store().stores.servicesByName(team, { limit: 10 })).items.map(({ name }) => name);

it("a service that an earlier release has stored is listed by its name once, and not past a change", async () => {
  const [older, other] = ["Older", "other"].map((name) => fresh.service("migrated", { name }));
  if (!older || !other) throw new Error("There are two.");
  await store().keep({ service: [older, other] });
  const key = serviceKey(older.slug);
  await store().client.updateItem({
    TableName: store().tableName,
    Key: marshall(key),
    UpdateExpression: "REMOVE gsi4pk, gsi4sk",
  });
  expect(await listed("migrated")).toEqual(["other"]);
  const before = { ...key, ...(await store().item(key)) };
  expect(await listServiceByName(store(), { ...before, doc: { ...older, revision: 2 } })).toBe(false);
  expect(await listServiceByName(store(), before)).toBe(true);
  expect(await listed("migrated")).toEqual(["Older", "other"]);
  expect(await listServiceByName(store(), { ...key, ...(await store().item(key)) })).toBe(false);
});
