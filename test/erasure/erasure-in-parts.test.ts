import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { auditEntryKey } from "@latchkey/aws/dynamo/audit-keys";
import { scanPages } from "@latchkey/aws/dynamo/item-pages";
import { erasePerson } from "@latchkey/aws/erasure/erase-person";
import { ERASURES } from "@latchkey/aws/erasure/erasure-item";
import { auditLogTable, auditTable } from "@latchkey/aws/stores/audit-table";
import { testStore } from "@latchkey/aws/testing/test-store";
import { workOn } from "@latchkey/aws/testing/work-for-tests";
import type { Actor } from "@latchkey/core/access/actor";
import { verifyChain } from "@latchkey/core/audit/verify-chain";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aRing, keysOf, NOW } from "@latchkey/core/testing/records";
import { beforeAll, expect, it } from "vitest";

const ANN = "ann@people.test";
const SUBSCRIPTIONS = 130;
const ring = aRing("a1");
const recordRing = aRing("r1");
const keys = keysOf(ring);
const store = testStore();
let work: PlatformWork;
beforeAll(async () => {
  const team = fresh.team({ slug: "callers" });
  const consumer = fresh.consumer(team.slug);
  await store().keep({ team, consumer });
  for (const email of [ANN, "bob@people.test"])
    await store().keep({ member: fresh.member(team.slug, email) });
  const one = async () => {
    const service = fresh.service(team.slug);
    const applicant = { id: ANN, email: ANN };
    const actor: Actor = { kind: "person", email: ANN };
    const entry = { at: new Date(NOW).toISOString(), actor, to: "pending", sourceIp: "192.0.2.1" };
    const history = [{ ...entry, action: "apply" as const }];
    await store().keep({
      service,
      subscription: fresh.subscription(consumer, service, { applicant, history }),
    });
  };
  for (let from = 0; from < SUBSCRIPTIONS; from += 10) await Promise.all(Array.from({ length: 10 }, one));
  const at = new Date(NOW).toISOString();
  const told = Array.from({ length: 5 }, (_, index) => ({
    mark: `m${index}`,
    facts: {
      at,
      actor: ANN,
      sourceIp: "192.0.2.1",
      action: "member.created",
      target: `member/callers/${index}`,
    },
  }));
  await auditLogTable({ ...store(), now: () => NOW, ring: async () => ring }).append("callers", told);
  work = workOn(store(), {
    caller: {
      kind: "machine",
      consumerId: "system",
      credentialId: "",
      team: "latchkey",
      role: "owner",
      admin: true,
      bounds: {},
      sourceIp: "",
    },
    now: NOW + 1000,
    keys,
    commit: store().commitWith({ now: NOW + 1000, by: { actor: "system", sourceIp: "" } }),
  });
});

const naming = async (text: string): Promise<string[]> => {
  const found: string[] = [];
  for await (const { items } of scanPages(store()))
    for (const item of items)
      if (JSON.stringify(item).includes(text)) found.push(`${item["pk"]?.S} ${item["sk"]?.S}`);
  return found;
};
const verified = () => verifyChain({ store: auditTable(store()), keys, anchor: undefined }, "callers");
const erase = (timeLeft: number) =>
  erasePerson({
    table: store(),
    work,
    auditRing: ring,
    recordRing,
    email: ANN,
    random: work.random,
    timeLeft: () => timeLeft,
    auditLag: 0,
  });

it("A person is erased in several runs under one pseudonym, and a forged entry is not repaired", async () => {
  const forged = { TableName: store().tableName, Key: marshall(auditEntryKey("callers", 3)) };
  await store().client.send(
    new UpdateItemCommand({
      ...forged,
      UpdateExpression: "SET #text = :text",
      ExpressionAttributeNames: { "#text": "text" },
      ExpressionAttributeValues: marshall({ ":text": JSON.stringify({ actor: ANN, forged: true }) }),
    }),
  );
  expect(await verified()).toMatchObject({ ok: false, entries: 2, reason: "changed" });
  const before = (await naming(ANN)).length;
  expect(before).toBeGreaterThan(3 * SUBSCRIPTIONS);

  const first = await erase(0);
  expect(first.done).toBe(false);
  expect((await naming(ANN)).length).toBeLessThan(before);
  expect(await naming(ANN)).toContain(`${ERASURES} ${first.pseudonym}`);
  let last = first;
  for (let runs = 0; !last.done && runs < 20; runs += 1) last = await erase(0);

  expect(last).toMatchObject({
    done: true,
    pseudonym: first.pseudonym,
    left: ["AUDIT#callers ENTRY#000000000003"],
  });
  expect(await naming(ANN)).toEqual(last.left);
  expect((await naming(`"${first.pseudonym}"`)).length).toBeGreaterThanOrEqual(3 * SUBSCRIPTIONS);
  expect(await verified()).toMatchObject({ ok: false, entries: 2, reason: "changed" });
  expect(await naming("192.0.2.1")).toEqual([]);
});
