import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { mintClientSecret } from "@latchkey/signing/client-secret/client-secret-format";
import { describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";
import { holding, reporting } from "./leaking.fixture.ts";

const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = pair.publicKey.export({ type: "spki", format: "pem" });
const ID = createHash("sha256").update(String(pem)).digest("hex");

const { latchkey, root, make } = ownLatchkey({
  LATCHKEY_GITHUB_KEYS: JSON.stringify({
    public_keys: [{ key_identifier: ID, key: pem, is_current: true }],
  }),
});
const report = reporting(latchkey);
const hold = holding(root, make);

const random = () => crypto.getRandomValues(new Uint8Array(80));
const unknown = () => mintApiKey("0aB1cD2eF3gH4iJ5", random());

const github = (body: string, changed: Record<string, string> = {}, key = pair.privateKey) =>
  report(body, {
    path: "/v1/leaks/github",
    headers: {
      "Github-Public-Key-Identifier": ID,
      "Github-Public-Key-Signature": sign("sha256", Buffer.from(body), key).toString("base64"),
      ...changed,
    },
  });

describe("a report", () => {
  it.each<[string, unknown]>([
    ["without items", {}],
    ["that is a list", []],
    ["with another field", { items: [], by: "me" }],
    ["with another field of an item", { items: [{ token: "x", type: "y" }] }],
    ["without a token", { items: [{ url: "https://code.example" }] }],
    ["with a token that is no text", { items: [{ token: 1 }] }],
    ["of 1,001 items", { items: Array.from({ length: 1001 }, () => ({ token: "x" })) }],
    ["with an endless token", { items: [{ token: "x".repeat(5000) }] }],
    ["that is not JSON", "{"],
  ])("%s is refused", async (_what, body) => {
    expect((await report(body)).status).toBe(400);
  });

  it("of 1,000 items in up to 1 MB is taken, of more bytes not", async () => {
    const items = Array.from({ length: 1000 }, () => ({
      token: unknown(),
      url: `https://code.example/${"a".repeat(800)}`,
    }));
    const taken = await report({ items });
    expect([taken.status, taken.text]).toEqual([202, '{"received":1000}']);
    expect((await report({ items, more: "x".repeat(400_000) })).status).toBe(413);
  });

  it("is answered with the same bytes whether it is known or not", async () => {
    const { key } = await hold();
    const headersOf = (headers: Headers) => [...headers].filter(([name]) => !/^(?:date|x-amz.*)$/.test(name));
    const answers = [];
    for (const token of [
      key,
      unknown(),
      mintClientSecret("0aB1cD2eF3gH4iJ5", random()),
      "no key of anybody",
      "x",
    ])
      answers.push(await report({ items: [{ token }] }));
    const [known, ...others] = answers.map(({ status, text, headers }) => ({
      status,
      text,
      headers: headersOf(headers),
    }));
    for (const each of others) expect(each).toEqual(known);
  });

  it("in another content type is refused, and so is a method that is not POST", async () => {
    expect((await report("{}", { headers: { "Content-Type": "text/plain" } })).status).toBe(415);
    expect((await root("GET", "/v1/leaks")).status).toBe(405);
  });
});

describe("a report of GitHub", () => {
  const payload = (token: string) =>
    JSON.stringify([
      { token, type: "latchkey_api_key", url: "", source: "commit", added_later: { any: 1 } },
      { type: "without a token", url: null },
    ]);

  it("ends what it names: unknown members and an empty address are taken", async () => {
    const { key, read } = await hold();
    const answer = await github(payload(key));
    expect([answer.status, answer.text]).toEqual([202, '{"received":2}']);
    const ended = await eventually(read, ({ status }) => status === "disabled");
    expect(ended).not.toHaveProperty("leakedUrl");
  });

  it.each<[string, Record<string, string>]>([
    ["without a signature", { "Github-Public-Key-Signature": "" }],
    ["without an identifier", { "Github-Public-Key-Identifier": "" }],
    ["by a key that is not known", { "Github-Public-Key-Identifier": ID.replace(/^./, "x") }],
    ["with a signature that is none", { "Github-Public-Key-Signature": "AAAA" }],
    ["with an endless signature", { "Github-Public-Key-Signature": "A".repeat(2000) }],
  ])("%s is 401", async (_what, changed) => {
    const answer = await github(payload(unknown()), changed);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([401, "invalid-credential"]);
  });

  it("of other bytes, or by another key, is 401, also when it is no JSON", async () => {
    const signed = sign("sha256", Buffer.from(payload(unknown())), pair.privateKey).toString("base64");
    const headers = { "Github-Public-Key-Signature": signed };
    expect((await github(`${payload(unknown())} `, headers)).status).toBe(401);
    expect((await github("{", {}, other.privateKey)).status).toBe(401);
    expect((await github(payload(unknown()), {}, other.privateKey)).status).toBe(401);
    expect((await github("{")).status).toBe(400);
  });
});

describe("reports from one address", () => {
  it("are 300 in a minute, and told when they may go on", async () => {
    const statuses: number[] = [];
    // Over two windows at the most: what came before in the first counts in that alone.
    for (let batch = 0; batch < 7 && !statuses.includes(429); batch += 1)
      statuses.push(
        ...(await Promise.all(Array.from({ length: 100 }, async () => (await report({ items: [] })).status))),
      );
    expect(new Set(statuses)).toEqual(new Set([202, 429]));
    const refused = await report({ items: [] });
    if (refused.status === 429) expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});
