import { describe, expect, it } from "vitest";
import { machineOf } from "../support/making.ts";
import { asPerson } from "../support/management.ts";
import {
  audit,
  type Entry,
  entryOf,
  exported,
  latchkey,
  make,
  owner,
  restart,
  root,
  withAudited,
} from "./audit.fixture.ts";

withAudited();

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
    await restart();
    await entryOf("callers", "consumer.created", consumer.id);
    const after = await root("GET", "/v1/audit/verify?team=callers");
    expect(after.body.ok).toBe(true);
    const entries = await audit("callers");
    expect(after.body.entries).toBe(entries.length);
    const created = entries.filter(({ action }) => action === "consumer.created").map(({ target }) => target);
    expect(new Set(created).size).toBe(created.length);
  });
});
