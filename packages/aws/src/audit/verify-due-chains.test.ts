import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Anchor } from "@latchkey/core/audit/audit-store";
import { hourOf, verifyDueChains } from "@latchkey/core/audit/verify-due-chains";
import { aRing, keysOf, NOW } from "@latchkey/core/testing/records";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEntryKey, auditHeadKey } from "../dynamo/audit-keys.ts";
import type { Key } from "../dynamo/keys.ts";
import { auditLogTable, auditTable } from "../stores/audit-table.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";

const HOUR = 3_600_000;
const TEAMS = Array.from({ length: 30 }, (_, index) => `team-${index}`);
const ring = aRing("a1");
const keys = keysOf(ring);

const store = testStore(testClient);
let anchor: Anchor;
beforeAll(async () => {
  const log = auditLogTable({ ...store(), now: () => NOW, ring: async () => ring });
  const facts = {
    at: new Date(NOW).toISOString(),
    actor: "ana@acme.test",
    action: "team.changed",
    target: "t",
  };
  for (const team of TEAMS)
    await log.append(team, [
      { mark: "one", facts },
      { mark: "two", facts },
    ]);
  anchor = { at: facts.at, heads: {} };
  for (const team of TEAMS) {
    const head = await auditTable(store()).head(team);
    if (head) anchor.heads[team] = { seq: head.seq, hash: head.hash };
  }
});

const verify = async (changed: { now?: () => number; until?: number; all?: boolean } = {}) => {
  const broken: string[] = [];
  const verdicts = await verifyDueChains({
    store: auditTable(store()),
    anchors: { latest: async () => anchor },
    keys,
    now: () => NOW,
    until: Number.POSITIVE_INFINITY,
    all: false,
    broken: (team) => broken.push(team),
    ...changed,
  });
  return { ...verdicts, teams: broken };
};
const remove = (key: Key) =>
  store().client.send(new DeleteItemCommand({ TableName: store().tableName, Key: marshall(key) }));

describe("verifying the chains that are due", () => {
  it("goes through each of them once in a day's runs", async () => {
    let whole = 0;
    for (let hour = 0; hour < 24; hour += 1) {
      const found = await verify({ now: () => NOW + hour * HOUR });
      expect(found).toMatchObject({ broken: 0, left: 0 });
      expect(found.whole).toBeLessThan(TEAMS.length);
      whole += found.whole;
    }
    expect(whole).toBe(TEAMS.length);
  });

  it("goes through all of them when asked to", async () => {
    expect(await verify({ all: true })).toMatchObject({ whole: TEAMS.length, broken: 0, left: 0 });
  });

  it("says how many it had no time for", async () => {
    let at = NOW;
    const found = await verify({ all: true, now: () => (at += 1), until: NOW + 6 });
    expect(found.whole).toBe(4);
    expect(found.left).toBe(TEAMS.length - 4);
  });

  it("reports one that lacks an entry, and one that was removed with its head", async () => {
    await remove(auditEntryKey("team-1", 1));
    for (const key of [auditHeadKey("team-2"), auditEntryKey("team-2", 1), auditEntryKey("team-2", 2)])
      await remove(key);
    expect(await verify({ all: true })).toEqual({
      whole: TEAMS.length - 2,
      broken: 2,
      left: 0,
      teams: ["team-1", "team-2"],
    });
    const hourly = await verify({
      now: () => Math.floor(NOW / (24 * HOUR)) * 24 * HOUR + hourOf("team-2") * HOUR,
    });
    expect(hourly.teams).toContain("team-2");
  });
});
