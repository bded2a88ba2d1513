import {
  type AttributeValue,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { startTestTable, type TestTable } from "@latchkey/aws/testing/dynamodb-for-tests";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Making, machineOf, making } from "../support/making.ts";
import { asPerson, asRoot, eventually, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

interface Entry {
  id: string;
  at: string;
  actor: string;
  sourceIp?: string;
  action: string;
  target: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  hash: string;
  previousHash: string;
}

let engine: TestTable;
let latchkey: RunningLatchkey;
let root: Send;
let make: Making;
let owner: Send;
beforeAll(async () => {
  engine = await startTestTable();
  latchkey = await startLatchkey({ LATCHKEY_SEED: "none", DYNAMODB_ENDPOINT: engine.endpoint });
  root = asRoot(latchkey);
  make = making(root);
  await make.team({ slug: "callers", owners: ["owner@callers.test"] });
  await make.team({ slug: "providers", owners: ["owner@providers.test"] });
  owner = await asPerson(latchkey, "owner@callers.test");
});
afterAll(async () => {
  await latchkey[Symbol.asyncDispose]();
  await engine.stop();
});

const audit = async (team: string): Promise<Entry[]> => {
  const answer = await root("GET", `/v1/audit?team=${team}&limit=200`);
  expect(answer.status).toBe(200);
  return answer.body.items;
};
const entryOf = async (team: string, action: string, target: string): Promise<Entry> => {
  const fits = (entry: Entry) => entry.action === action && entry.target.includes(target);
  const entry = (
    await eventually(
      () => audit(team),
      (all) => all.some(fits),
    )
  ).find(fits);
  if (!entry) throw new Error("It was there.");
  return entry;
};
const exported = async (team: string): Promise<string> =>
  (await root("GET", `/v1/audit?team=${team}`, undefined, { Accept: "application/x-ndjson" })).body;

describe("the audit of a team", () => {
  it("says who did what, from where, and what was before and after", async () => {
    const { body: consumer } = await owner("POST", "/v1/consumers", { name: "audited", team: "callers" });
    await owner("PATCH", `/v1/consumers/${consumer.id}`, { description: "Changed" });
    await owner("POST", `/v1/consumers/${consumer.id}/suspend`, {});
    expect(await entryOf("callers", "consumer.created", consumer.id)).toMatchObject({
      at: consumer.createdAt,
      actor: "owner@callers.test",
      sourceIp: "127.0.0.1",
      target: `consumer/${consumer.id}`,
      after: { name: "audited", status: "active" },
    });
    expect(await entryOf("callers", "consumer.changed", consumer.id)).toMatchObject({
      before: {},
      after: { description: "Changed" },
    });
    expect(await entryOf("callers", "consumer.suspended", consumer.id)).toMatchObject({
      before: { status: "active" },
      after: { status: "suspended" },
    });
  });

  it("says who removed what is gone, and what it was", async () => {
    await root("PUT", "/v1/teams/callers/members/gone@callers.test", { role: "member" });
    await owner("DELETE", "/v1/teams/callers/members/gone@callers.test");
    expect(await entryOf("callers", "member.removed", "gone@")).toMatchObject({
      actor: "owner@callers.test",
      before: { email: "gone@callers.test", role: "member" },
    });
    const machine = await machineOf(latchkey, root, "callers");
    const consumer = await make.consumer("callers");
    const { credential } = await make.credential(consumer, { name: "dropped" });
    await machine.send("DELETE", `/v1/consumers/${consumer.id}/credentials/${credential.id}`);
    expect(await entryOf("callers", "credential.revoked", credential.id)).toMatchObject({
      actor: machine.consumer.id,
      before: { name: "dropped" },
    });
  });

  it("follows a consumer that is deleted to its last credential", async () => {
    const consumer = await make.consumer("callers");
    const { credential } = await make.credential(consumer);
    await owner("DELETE", `/v1/consumers/${consumer.id}?confirm=${consumer.name}`);
    expect(await entryOf("callers", "consumer.deleted", consumer.id)).toMatchObject({
      actor: "owner@callers.test",
    });
    expect(await entryOf("callers", "credential.revoked", credential.id)).toMatchObject({ actor: "system" });
    await entryOf("callers", "consumer.removed", consumer.id);
  });

  it("holds what was done to a subscription for both sides, and where from for the side that did it", async () => {
    const provider = await asPerson(latchkey, "owner@providers.test");
    const service = await make.service("providers");
    const consumer = await make.consumer("callers");
    const { body } = await owner("POST", `/v1/consumers/${consumer.id}/subscriptions`, {
      service: service.slug,
    });
    await provider("POST", `/v1/subscriptions/${body.id}/approve`, { reason: "welcome" });
    for (const [action, ownSide, otherSide] of [
      ["subscription.requested", "callers", "providers"],
      ["subscription.approved", "providers", "callers"],
    ] as const) {
      expect((await entryOf(ownSide, action, body.id)).sourceIp).toBe("127.0.0.1");
      expect((await entryOf(otherSide, action, body.id)).sourceIp).toBeUndefined();
    }
  });

  it("holds no secret, whatever was made, imported and rotated", async () => {
    const secrets: string[] = ["upstream-value-7f3a", "lk-imported-9d81", "basic-password-55aa"];
    const service = await make.service("callers", {
      upstream: {
        url: "http://127.0.0.1:9/private?key=query-7f3a",
        headers: { "X-Key": "upstream-value-7f3a" },
      },
    });
    secrets.push("query-7f3a");
    const consumer = await make.consumer("callers");
    for (const fields of [
      { type: "api-key" },
      { type: "api-key", apiKey: "lk-imported-9d81".padEnd(40, "x") },
      { type: "basic", password: "basic-password-55aa-long-enough" },
      { type: "aksk" },
      { type: "jwt", algorithms: ["HS256"] },
    ]) {
      const made = await root("POST", `/v1/consumers/${consumer.id}/credentials`, {
        name: `c${secrets.length}`,
        ...fields,
      });
      if (made.status !== 201) continue;
      const { credential, secret } = made.body;
      secrets.push(
        ...Object.entries(secret ?? {}).flatMap(([name, value]) =>
          name === "username" || name === "accessKey" ? [] : [String(value)],
        ),
      );
      const rotated = await root(
        "POST",
        `/v1/consumers/${consumer.id}/credentials/${credential.id}/rotate`,
        {},
      );
      secrets.push(
        ...Object.entries(rotated.body.secret ?? {}).flatMap(([name, value]) =>
          name === "username" || name === "accessKey" ? [] : [String(value)],
        ),
      );
    }
    const hook = await root("POST", "/v1/teams/callers/webhooks", {
      url: "http://127.0.0.1:9/hook-path-31c7",
      events: ["consumer.created"],
    });
    secrets.push(hook.body.secret, "hook-path-31c7");
    await entryOf("callers", "webhook.created", hook.body.id);
    await entryOf("callers", "service.published", service.id);
    const text = await exported("callers");
    expect(secrets.length).toBeGreaterThan(9);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/sealed|pepper|\$argon2|"hash":"[^k]|secrets/);
  });

  it("is its owners' and the admins' to read", async () => {
    await root("PUT", "/v1/teams/callers/members/member@callers.test", { role: "member" });
    const member = await asPerson(latchkey, "member@callers.test");
    for (const path of ["/v1/audit?team=callers", "/v1/audit/verify?team=callers"]) {
      expect((await owner("GET", path)).status).toBe(200);
      expect((await member("GET", path)).status).toBe(403);
      const elsewhere = path.replace("callers", "providers");
      expect((await owner("GET", elsewhere)).status).toBe(404);
    }
    expect((await owner("GET", "/v1/audit")).status).toBe(400);
    const all = await root("GET", "/v1/audit?limit=200");
    expect(new Set(all.body.items.map((entry: { team: string }) => entry.team))).toContain("providers");
  });

  it("is exported as JSON lines, paged, and cut by time", async () => {
    const all = await audit("providers");
    const lines = (await exported("providers"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toEqual(all);
    const paged: Entry[] = [];
    let cursor: string | undefined;
    do {
      const page = await root("GET", `/v1/audit?team=providers&limit=3${cursor ? `&cursor=${cursor}` : ""}`);
      paged.push(...page.body.items);
      cursor = page.body.cursor;
    } while (cursor);
    expect(paged).toEqual(all);
    const [first, , third] = all;
    const part = await root("GET", `/v1/audit?team=providers&from=${first?.at}&to=${third?.at}&limit=200`);
    expect(part.body.items).toEqual(all.filter((entry) => entry.at <= (third?.at ?? "")));
    expect((await root("GET", "/v1/audit?team=providers&from=yesterday")).status).toBe(400);
  });

  it("is one unbroken chain, also after a crash, and over a restart", async () => {
    const before = await root("GET", "/v1/audit/verify?team=callers");
    expect(before.body).toMatchObject({ ok: true });
    const { body: consumer } = await owner("POST", "/v1/consumers", { name: "last-words", team: "callers" });
    await latchkey.stop("SIGKILL");
    latchkey = await latchkey.restart();
    root = asRoot(latchkey);
    make = making(root);
    owner = await asPerson(latchkey, "owner@callers.test");
    await entryOf("callers", "consumer.created", consumer.id);
    const after = await root("GET", "/v1/audit/verify?team=callers");
    expect(after.body.ok).toBe(true);
    const entries = await audit("callers");
    expect(after.body.entries).toBe(entries.length);
    const created = entries.filter(({ action }) => action === "consumer.created").map(({ target }) => target);
    expect(new Set(created).size).toBe(created.length);
  });
});

describe("what somebody does to the table behind our back", () => {
  const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });
  const TableName = "latchkey";

  it("stands in the audit, by nobody who is known", async () => {
    const consumer = await make.consumer("callers");
    await engine.client.send(
      new UpdateItemCommand({
        TableName,
        Key: key(`CONSUMER#${consumer.id}`, "META"),
        UpdateExpression: "SET doc.description = :text",
        ExpressionAttributeValues: { ":text": { S: "by hand" } },
      }),
    );
    expect(await entryOf("callers", "consumer.tampered", consumer.id)).toMatchObject({
      actor: "unknown",
      after: { description: "by hand" },
    });
    await root("PUT", "/v1/teams/callers/members/erased@callers.test", { role: "owner" });
    await engine.client.send(
      new DeleteItemCommand({ TableName, Key: key("TEAM#callers", "MEMBER#erased@callers.test") }),
    );
    expect(await entryOf("callers", "member.tampered", "erased@")).toMatchObject({
      actor: "unknown",
      before: { role: "owner" },
    });
  });

  it("stands there also when the author is taken away, forged, or an older record is put back", async () => {
    const change = (sets: string, values: Record<string, AttributeValue>, names = {}) =>
      engine.client.send(
        new UpdateItemCommand({
          TableName,
          Key: place,
          UpdateExpression: sets,
          ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
          ExpressionAttributeNames: { "#by": "by", ...names },
        }),
      );
    const consumer = await make.consumer("providers");
    const place = key(`CONSUMER#${consumer.id}`, "META");
    const first = (
      await engine.client.send(new GetItemCommand({ TableName, Key: place, ConsistentRead: true }))
    ).Item;
    await change("REMOVE #by", {});
    const { id } = await entryOf("providers", "consumer.tampered", consumer.id);
    await change("SET #by = :by, doc.description = :text", {
      ":by": { M: { ...first?.["by"]?.M, actor: { S: "owner@providers.test" } } },
      ":text": { S: "forged" },
    });
    const tampered = (all: Entry[]) =>
      all.filter(({ action, target }) => action === "consumer.tampered" && target.includes(consumer.id));
    await eventually(
      () => audit("providers"),
      (all) => tampered(all).length === 2,
    );
    await root("PATCH", `/v1/consumers/${consumer.id}`, { description: "By us" });
    await entryOf("providers", "consumer.changed", consumer.id);
    await engine.client.send(new PutItemCommand({ TableName, Item: first ?? {} }));
    const all = await eventually(
      () => audit("providers"),
      (entries) => tampered(entries).length === 3,
    );
    expect(tampered(all).every(({ actor }) => actor === "unknown")).toBe(true);
    const { body } = await root("GET", "/v1/audit/verify?team=providers");
    expect(body).toMatchObject({ ok: false, tampered: tampered(all).map((entry) => entry.id) });
    expect(body.tampered).toContain(id);
    expect(body).not.toHaveProperty("reason");
  });

  it("to the audit itself is found, and the entry is named", async () => {
    await root("PUT", "/_local/clock", { offsetSeconds: 1 });
    const { body: whole } = await root("GET", "/v1/audit/verify?team=providers");
    expect(whole).not.toHaveProperty("reason");
    const place = `ENTRY#${String(whole.entries).padStart(12, "0")}`;
    await engine.client.send(new DeleteItemCommand({ TableName, Key: key("AUDIT#providers", place) }));
    expect((await root("GET", "/v1/audit/verify?team=providers")).body).toMatchObject({
      ok: false,
      entries: whole.entries - 1,
      firstBad: `aud_providers_${whole.entries}`,
      reason: "cut-off",
    });
  });
});
