import { randomBytes } from "node:crypto";
import { mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { describe, expect, it } from "vitest";
import { as, eventually } from "../support/management.ts";
import { type Holder, mailsTo, ownLeaks } from "./leaking.fixture.ts";

const { latchkey, root, make, report, hold, statusOf, settle } = ownLeaks();

describe("an attacker who does not have the key", () => {
  const part = (key: string) => key.split("_")[1] ?? "";
  const lookup = (key: string) => (key.split("_")[2] ?? "").slice(0, 6);
  const guesses: [string, (of: Holder) => string][] = [
    ["half of it", ({ key }) => key.slice(0, 40)],
    ["what is public of it", ({ key }) => key.slice(0, 26)],
    ["the consumer's id", ({ consumer }) => consumer.id],
    ["the credential's id", ({ credential }) => credential.id],
    ["another secret of its place", ({ key }) => mintApiKey(part(key), randomBytes(80), lookup(key))],
    ["the key with another checksum", ({ key }) => `${key.slice(0, -1)}${key.endsWith("0") ? "1" : "0"}`],
    ["the key with another prefix", ({ key }) => key.replace(/^lk/, "ok")],
    ["the key in upper case", ({ key }) => key.toUpperCase()],
    ["the key twice", ({ key }) => key + key],
    ["the key within a sentence", ({ key }) => `the key is ${key}`],
    ["a new key of its consumer", ({ key }) => mintApiKey(part(key), randomBytes(80))],
  ];

  it.each(guesses)("ends nothing with %s", async (_what, guess) => {
    const held = await hold();
    expect((await report({ items: [{ token: guess(held) }] })).status).toBe(202);
    await settle();
    expect(await held.read()).toMatchObject({ status: "enabled", revision: 1 });
    expect(await statusOf(held.key)).toBe(200);
  });
});

describe("a stranger who has found a key", () => {
  const ADDRESSES: [string, string][] = [
    ["a script", "javascript:alert(1)"],
    ["markup", `https://x.example/"><img src=x onerror=alert(1)>`],
    ["line breaks", "https://x.example/\r\nBcc: all@victims.example\r\n\r\nPay here"],
    ["marks that turn text around", "https://x.example/\u202Egpj.exe\u2066\u200F"],
    ["characters that are not seen", "https://x\u200B.exa\u00ADmple/\u0000\u001b[31m"],
    ["an address of mail", "mailto:ceo@victims.example"],
    ["an endless text", `https://x.example/${"a".repeat(8000)}`],
    ["another alphabet", "https://пример.example/例え。テスト"],
  ];

  it.each(ADDRESSES)(
    "gets no address with %s into a link, a line or a form of the mail",
    async (_what, url) => {
      const { key, owner, read } = await hold();
      expect((await report({ items: [{ token: key, url }] })).status).toBe(202);
      const ended = await eventually(read, ({ status }) => status === "disabled");
      expect(ended.leakedUrl.length).toBeLessThanOrEqual(1000);
      expect(ended.leakedUrl).not.toMatch(/[\p{Cc}\u200B\u00AD\u202A-\u202E\u2066-\u2069\u200F]/u);
      const [mail] = await eventually(
        async () => (await mailsTo(latchkey(), owner)).filter(({ subject }) => /^Leaked/.test(subject)),
        (mails) => mails.length > 0,
      );
      expect(mail?.subject).toMatch(/^Leaked: credential key of consumer-\d+$/);
      expect(mail?.html).not.toMatch(/<img src=x|href="(?:javascript|mailto|https:\/\/x\.)/i);
      expect(mail?.text).not.toMatch(/https?:\/\/x|^Bcc:|ceo@victims/m);
    },
  );

  it("reports it ten times at once: it ends once, and one mail is sent", async () => {
    const { key, owner, read } = await hold();
    await Promise.all(Array.from({ length: 10 }, () => report({ items: [{ token: key }, { token: key }] })));
    await eventually(read, ({ status }) => status === "disabled");
    await settle();
    expect((await read()).revision).toBe(2);
    const mails = async () =>
      (await mailsTo(latchkey(), owner)).filter(({ subject }) => /^Leaked/.test(subject));
    await eventually(mails, (found) => found.length > 0);
    expect(await mails()).toHaveLength(1);
  });

  it("reports one that is revoked, disabled or of a deleted consumer, and nothing breaks", async () => {
    const [revoked, disabled, deleted] = [await hold(), await hold(), await hold()];
    await root("DELETE", revoked.path);
    await root("PATCH", disabled.path, { status: "disabled" });
    await root("DELETE", `/v1/consumers/${deleted.consumer.id}?confirm=${deleted.consumer.name}`);
    await report({ items: [revoked, disabled, deleted].map(({ key }) => ({ token: key })) });
    // A disabled one could be enabled: what is public of it is gone for good.
    await eventually(disabled.read, ({ leakedAt }) => leakedAt !== undefined);
    await root("PATCH", disabled.path, { status: "enabled" });
    expect(await statusOf(disabled.key)).toBe(401);
    expect((await root("GET", revoked.path)).status).toBe(404);
  });

  it("races with rotations: what was reported never works again, what was made goes on", async () => {
    const held = await hold();
    const [first] = await Promise.all([
      root("POST", `${held.path}/rotate`, { overlapSeconds: 3600 }),
      report({ items: [{ token: held.key }] }),
    ]);
    await eventually(held.read, ({ leakedAt }) => leakedAt !== undefined);
    await eventually(
      () => statusOf(held.key),
      (status) => status === 401,
    );
    await root("PATCH", held.path, { status: "enabled" });
    expect([await statusOf(held.key), await statusOf(first.body.secret.apiKey)]).toEqual([401, 200]);
  });

  it("reports keys of several teams in one request: each ends, and each team hears of its own", async () => {
    const many = [await hold(), await hold({ onLeak: "notify" }), await hold()];
    await report({ items: many.map(({ key }, n) => ({ token: key, url: `https://n${n}.example` })) });
    for (const [n, { read, owner }] of many.entries()) {
      const left = await eventually(read, ({ leakedAt }) => leakedAt !== undefined);
      expect(left.status).toBe(n === 1 ? "enabled" : "disabled");
      const mails = await eventually(
        async () => (await mailsTo(latchkey(), owner)).filter(({ subject }) => /^Leaked/.test(subject)),
        (found) => found.length > 0,
      );
      expect(mails.map(({ text }) => /n\d\[\.\]example/.exec(text)?.[0])).toEqual([`n${n}[.]example`]);
    }
  });
});

describe("a client secret that is reported", () => {
  it("ends, and its client gets no token any more", async () => {
    const { slug } = await make.team();
    const consumer = await make.consumer(slug);
    await make.subscription(consumer, "latchkey");
    const { credential, secret } = await make.credential(consumer, { name: "client", type: "oauth2" });
    const token = async () => {
      const response = await fetch(`${latchkey().control}/oauth2/token`, {
        method: "POST",
        headers: { Authorization: `Basic ${btoa(`${secret.clientId}:${secret.clientSecret}`)}` },
        body: new URLSearchParams({ grant_type: "client_credentials" }),
      });
      return { status: response.status, body: await response.json() };
    };
    const { status, body } = await token();
    expect(status).toBe(200);
    const used = async () =>
      (await as(latchkey(), { Authorization: `Bearer ${body.access_token}` })("GET", "/v1/me")).status;
    expect(await used()).toBe(200);
    await report({ items: [{ token: secret.clientSecret }] });
    const path = `/v1/consumers/${consumer.id}/credentials/${credential.id}`;
    await eventually(
      async () => (await root("GET", path)).body,
      (read) => read.status === "disabled" && read.leakedAt !== undefined,
    );
    expect((await token()).status).toBe(401);
    await eventually(used, (now) => now === 401);
  });
});
