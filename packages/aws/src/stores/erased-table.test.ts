import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { erasedKey } from "../dynamo/audit-keys.ts";
import { consumerKey, type Key } from "../dynamo/keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { erasedTable } from "./erased-table.ts";

const store = testStore(testClient);
const put = (key: Key, attributes: object) =>
  store().client.send(
    new PutItemCommand({ TableName: store().tableName, Item: marshall({ ...key, ...attributes }) }),
  );

const BY = {
  kind: "consumer",
  actor: "ana@acme.test",
  action: "consumer.removed",
  at: "2026-03-01T12:00:00.000Z",
};
const MOVED_AT = "2026-02-01T00:00:00.000Z";
const before = "2026-01-31T00:00:00.000Z";
const after = "2026-02-02T00:00:00.000Z";

beforeAll(async () => {
  await put(consumerKey("con_here"), { doc: { team: "acme" } });
  await put(consumerKey("con_moved"), {
    doc: { team: "new", transferred: { from: "old", at: MOVED_AT } },
  });
  await put(erasedKey("con_gone"), { erasedBy: { ...BY, mac: "k.mac" }, team: "left", revision: 3 });
  await put(erasedKey("crd_gone"), { erasedBy: { ...BY, kind: "credential" }, revision: 1 });
  await put(erasedKey("con_odd"), { erasedBy: { kind: "no kind" }, revision: 1 });
});

describe("what is left of erased records", () => {
  it("is read for many at once: who erased it, its team, its seal, and nothing where there is no note", async () => {
    const ids = Array.from({ length: 120 }, (_, index) => `none_${index}`);
    const asked = [...ids, "con_gone", "crd_gone", "con_gone", "con_odd"];
    const notes = await erasedTable(store()).notesOf(asked);
    expect([...notes.keys()]).toEqual(["con_gone", "crd_gone"]);
    expect(notes.get("con_gone")).toEqual({
      by: BY,
      mac: "k.mac",
      record: { key: erasedKey("con_gone"), doc: { team: "left" }, revision: 3, by: BY },
    });
    expect(notes.get("crd_gone")).not.toHaveProperty("mac");
  });

  it.each([
    ["of a consumer that is there", "con_here", after, "acme"],
    ["after it moved", "con_moved", after, "new"],
    ["before it moved", "con_moved", before, "old"],
    ["of an erased one", "con_gone", after, "left"],
    ["of one that never was", "con_none", after, undefined],
    ["of one that was not asked for", "con_unasked", after, undefined],
  ])("tells the team of a consumer at a time: %s", async (_what, id, at, team) => {
    const asked = ["con_here", "con_moved", "con_gone", "con_none", "con_here"];
    expect((await erasedTable(store()).teamsOf(asked))(id, at)).toBe(team);
  });

  it("asks for nothing where nothing is asked", async () => {
    expect(await erasedTable(store()).notesOf([])).toEqual(new Map());
    expect((await erasedTable(store()).teamsOf([]))("con_here", after)).toBeUndefined();
  });
});
