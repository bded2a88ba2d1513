import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Anchor } from "@latchkey/core/audit/audit-store";
import { verifyChain } from "@latchkey/core/audit/verify-chain";
import { aForgedRing, aRing, keysOf, NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { auditEntryKey, auditHeadKey } from "../dynamo/audit-keys.ts";
import type { Key } from "../dynamo/keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { auditLogTable, auditTable } from "./audit-table.ts";

const store = testStore(testClient);

const ring = aRing("a1");
const keys = keysOf(ring);
const log = (of = ring) => auditLogTable({ ...store(), now: () => NOW, ring: async () => of });
const appending = (mark: string) => ({
  mark,
  facts: {
    at: new Date(NOW + Number(mark.replace(/\D/g, "") || 0)).toISOString(),
    actor: "ana@acme.test",
    action: "consumer.changed",
    target: "consumer/con_1",
    before: undefined,
    after: { n: mark },
  },
});
const marks = (count: number, from = 0) =>
  Array.from({ length: count }, (_each, index) => appending(`m${from + index}`));
const verify = (team: string, anchor?: Anchor) =>
  verifyChain({ store: auditTable(store()), keys, anchor }, team);
const chain = async (team: string) => {
  const entries = [];
  for await (const entry of auditTable(store()).chain(team)) entries.push(entry);
  return entries;
};

let made = 0;
const chainOf = async (count: number): Promise<string> => {
  made += 1;
  const team = `team-${made}`;
  await log().append(team, marks(count));
  return team;
};
const item = async (key: Key) => (await store().item(key)) ?? {};
const put = (changed: object) =>
  store().client.send(new PutItemCommand({ TableName: store().tableName, Item: marshall(changed) }));
const remove = (key: Key) =>
  store().client.send(new DeleteItemCommand({ TableName: store().tableName, Key: marshall(key) }));

describe("a chain that somebody has laid hands on", () => {
  it("is found to lack an entry that was removed", async () => {
    const team = await chainOf(8);
    await remove(auditEntryKey(team, 4));
    expect(await verify(team)).toEqual({
      ok: false,
      entries: 3,
      firstBad: `aud_${team}_4`,
      reason: "removed",
    });
  });

  it.each([
    [
      "its text",
      (entry: Record<string, unknown>) => ({ text: String(entry["text"]).replace("ana@", "bob@") }),
    ],
    ["its hash", () => ({ hash: `a1.${"A".repeat(43)}` })],
    [
      "the key it names",
      (entry: Record<string, unknown>) => ({ hash: String(entry["hash"]).replace("a1.", "a2.") }),
    ],
  ])("is found to have an entry changed: %s", async (_what, change) => {
    const team = await chainOf(5);
    const entry = await item(auditEntryKey(team, 3));
    await put({ ...entry, ...change(entry) });
    expect(await verify(team)).toMatchObject({ ok: false, firstBad: `aud_${team}_3`, reason: "changed" });
  });

  it("is found to be reordered, with entries swapped or another team's in its place", async () => {
    const team = await chainOf(5);
    const [two, three] = [await item(auditEntryKey(team, 2)), await item(auditEntryKey(team, 3))];
    await put({ ...two, ...auditEntryKey(team, 3) });
    await put({ ...three, ...auditEntryKey(team, 2) });
    expect(await verify(team)).toMatchObject({ firstBad: `aud_${team}_2`, reason: "reordered" });
    const [one, other] = [await chainOf(4), await chainOf(4)];
    await put({ ...(await item(auditEntryKey(other, 2))), ...auditEntryKey(one, 2) });
    expect(await verify(one)).toMatchObject({ firstBad: `aud_${one}_2`, reason: "changed" });
  });

  it("is found to be cut off, by its head, or by the last anchor when an older head was brought back", async () => {
    const team = await chainOf(4);
    const old = await item(auditHeadKey(team));
    await log().append(team, marks(4, 4));
    const head = await auditTable(store()).head(team);
    if (!head) throw new Error("The chain has a head.");
    for (const seq of [5, 6, 7, 8]) await remove(auditEntryKey(team, seq));
    expect(await verify(team)).toMatchObject({ firstBad: `aud_${team}_5`, reason: "cut-off" });
    await put(old);
    const anchor = { at: "", heads: { [team]: { seq: head.seq, hash: head.hash } } };
    expect(await verify(team, anchor)).toMatchObject({ firstBad: `aud_${team}_5`, reason: "cut-off" });
    for (const seq of [1, 2, 3, 4]) await remove(auditEntryKey(team, seq));
    await remove(auditHeadKey(team));
    expect(await verify(team, anchor)).toMatchObject({ firstBad: `aud_${team}_1`, reason: "cut-off" });
  });

  it("is found to have a forged entry, or a forged head", async () => {
    const team = await chainOf(3);
    const genuine = await item(auditHeadKey(team));
    await log(aForgedRing("a1")).append(team, marks(1, 3));
    expect(await verify(team)).toMatchObject({ firstBad: `aud_${team}_4`, reason: "changed" });
    await remove(auditEntryKey(team, 4));
    expect((await verify(team)).ok).toBe(false);
    await put({ ...genuine, seq: 2 });
    expect(await verify(team)).toMatchObject({ ok: false, reason: "forged-head" });
    await put(genuine);
    expect(await verify(team)).toEqual({ ok: true, entries: 3 });
  });

  it("is found not to be the one that was anchored", async () => {
    const team = await chainOf(3);
    const anchor = { at: "", heads: { [team]: { seq: 2, hash: "a1.another" } } };
    expect(await verify(team, anchor)).toMatchObject({ firstBad: `aud_${team}_2`, reason: "not-anchored" });
  });
});

describe("a chain", () => {
  it("takes a change once, however often and in whatever company it is brought", async () => {
    const team = await chainOf(25);
    await log().append(team, marks(25));
    await log().append(team, [...marks(30)].reverse());
    const entries = await chain(team);
    expect(entries.length).toBe(30);
    expect(await verify(team)).toEqual({ ok: true, entries: 30 });
  });

  it("keeps the order in which it is appended to, and stays whole when several append at once", async () => {
    const team = await chainOf(0);
    await Promise.all([0, 100, 200, 300].map((from) => log().append(team, marks(20, from))));
    const entries = await chain(team);
    expect(entries.length).toBe(80);
    expect(await verify(team)).toEqual({ ok: true, entries: 80 });
    const order = entries.map(({ text }) => Number(JSON.parse(text).after.n.slice(1)));
    for (const from of [0, 100, 200, 300]) {
      const own = order.filter((mark) => mark >= from && mark < from + 20);
      expect(own).toEqual([...own].sort((one, other) => one - other));
    }
  });

  it("stays whole over a change of keys, as long as the old one is kept", async () => {
    const team = await chainOf(2);
    const second = aRing("a2");
    const both = { current: "a2", keys: { ...ring.keys, ...second.keys } };
    await log(both).append(team, marks(2, 2));
    const of = (known: typeof ring) =>
      verifyChain(
        {
          store: auditTable(store()),
          keys: keysOf(known),
          anchor: undefined,
        },
        team,
      );
    expect(await of(both)).toEqual({ ok: true, entries: 4 });
    expect(await of(second)).toMatchObject({ ok: false, firstBad: `aud_${team}_1` });
  });

  it("is listed by time, from and to included, on pages", async () => {
    const team = await chainOf(30);
    const at = (offset: number) => new Date(NOW + offset).toISOString();
    const filter = { team, from: at(5), to: at(14) };
    const first = await auditTable(store()).entries(filter, { limit: 6 });
    const second = await auditTable(store()).entries(filter, { limit: 6, cursor: first.cursor ?? "" });
    expect([...first.items, ...second.items].map(({ seq }) => seq)).toEqual([
      6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ]);
    expect(second.cursor).toBeUndefined();
  });
});
