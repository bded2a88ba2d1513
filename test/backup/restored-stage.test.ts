import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OwnCalled, startCalled } from "../credentials/called.fixture.ts";
import { SIGNING_CLIENTS } from "../credentials/clients.fixture.ts";
import { sendRaw } from "../credentials/send-raw.fixture.ts";
import { byEd, ed, inAnHour, spki, token } from "../credentials/tokens.fixture.ts";
import { decide, inbox, linkIn, moveClock } from "../subscriptions/life.fixture.ts";
import { as, asPerson, asRoot, eventually } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";
import { backup, PASSPHRASE } from "./tool.fixture.ts";

let called: OwnCalled;
let folder: string;
let file: string;
let other: RunningLatchkey;

/** One call to the service by each credential, at the given gateway. */
const calls = new Map<string, (url: string) => Promise<{ status: number }>>();
const links: Record<"pending" | "approved", string> = { pending: "", approved: "" };
const asked: Record<string, string> = {};
let rotated: { apiKey: string; revoked: string };

const by =
  (headers: Record<string, string>) =>
  (url: string): Promise<{ status: number }> =>
    sendRaw(url, { headers });

const makeCredentials = async (): Promise<void> => {
  const minted = await called.caller({ type: "api-key" });
  calls.set("api-key", by({ "X-API-Key": minted.secret["apiKey"] ?? "" }));
  const imported = "a-key-of-the-system-before-0123456789";
  await called.caller({ type: "api-key", apiKey: imported });
  calls.set("api-key, imported", by({ "X-API-Key": imported }));
  const { consumer, credential, secret } = await called.caller({ type: "api-key" });
  const again = await called.root(
    "POST",
    `/v1/consumers/${consumer.id}/credentials/${credential.id}/rotate`,
    {},
  );
  calls.set("api-key, rotated", by({ "X-API-Key": again.body.secret.apiKey }));
  calls.set("api-key, the former one in its overlap", by({ "X-API-Key": secret["apiKey"] ?? "" }));
  const basic = (await called.caller({ type: "basic" })).secret;
  const pair = Buffer.from(`${basic["username"]}:${basic["password"]}`).toString("base64");
  calls.set("basic", by({ Authorization: `Basic ${pair}` }));
  const issuer = "https://tokens.example";
  await called.caller({ type: "jwt", algorithm: "EdDSA", issuer, publicKey: spki(ed.publicKey) });
  const jwt = token({ alg: "EdDSA" }, { iss: issuer, sub: "any", exp: inAnHour() }, byEd);
  calls.set("jwt", by({ Authorization: `Bearer ${jwt}` }));
  const aksk = (await called.caller({ type: "aksk" })).secret;
  const keys = { accessKey: aksk["accessKey"] ?? "", secretKey: aksk["secretKey"] ?? "" };
  for (const name of ["ours: aws4", "ours: gateway-hmac", "ours: rfc9421", "ours: signature"])
    calls.set(`aksk, ${name}`, async (url) => {
      const client = SIGNING_CLIENTS[name];
      if (!client) throw new Error(`There is no client ${name}.`);
      return client(url, { method: "POST", path: "/orders", body: "{}" }, keys);
    });
  const revoked = await called.caller({ type: "api-key" });
  await called.root("DELETE", `/v1/consumers/${revoked.consumer.id}/credentials/${revoked.credential.id}`);
  rotated = { apiKey: again.body.secret.apiKey, revoked: revoked.secret["apiKey"] ?? "" };
};

const askFor = async (reason: string): Promise<string> => {
  const { make, latchkey } = called;
  const service = await make.service("providers");
  const consumer = await make.consumer("callers");
  const subscription = await make.apply(consumer, service.slug, { reason });
  asked[reason] = subscription.id;
  const isAbout = ({ text }: { text: string }) =>
    text.includes("/approvals/") && text.includes(consumer.name);
  const mails = await eventually(
    () => inbox(latchkey),
    (all) => all.some(isAbout),
  );
  const mail = mails.find(isAbout);
  if (!mail) throw new Error("It was there.");
  return linkIn(mail);
};

const elsewhere = (link: string) => link.replace(called.latchkey.control, other.control);
const callAt = (latchkey: RunningLatchkey) => `${latchkey.gateway}/${called.service}/orders`;
const chains = async (latchkey: RunningLatchkey) =>
  Promise.all(
    ["latchkey", "callers", "providers"].map(
      async (team) => (await asRoot(latchkey)("GET", `/v1/audit/verify?team=${team}`)).body,
    ),
  );

/** What the restored audit says was done in the team. */
const told = async (): Promise<string[]> => {
  const accept = { Accept: "application/x-ndjson" };
  const { body } = await asRoot(other)("GET", "/v1/audit?team=callers", undefined, accept);
  const lines: string[] = String(body).trim().split("\n");
  return lines.map((line) => JSON.parse(line)).map(({ action, target }) => `${action} ${target}`);
};

beforeAll(async () => {
  called = await startCalled();
  await makeCredentials();
  links.pending = await askFor("still-waiting");
  links.approved = await askFor("decided-before");
  await decide(links.approved, "approve", "welcome");
  await called.root("POST", "/v1/teams", { slug: "stopped", name: "Stopped" });
  await called.root("POST", "/v1/teams/stopped/suspend", {});
  folder = await mkdtemp(join(tmpdir(), "latchkey-backup-"));
  file = join(folder, "stage.backup");
  // Others go on working while it is written.
  let writing = true;
  const others = (async () => {
    while (writing) await called.make.consumer("callers");
  })();
  const made = await backup(["create", "--data", called.latchkey.data, "--file", file]);
  writing = false;
  await others;
  expect(made).toMatchObject({ code: 0 });
  const restored = await backup(["restore", "--data", join(folder, "b"), "--file", file]);
  expect(restored).toMatchObject({ code: 0 });
  await copyFile(join(called.latchkey.data, "root.key"), join(folder, "b", "root.key"));
  other = await startLatchkey({ LATCHKEY_DATA: join(folder, "b") });
});
afterAll(async () => {
  await other?.[Symbol.asyncDispose]();
  await called?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

describe("a backup", () => {
  it("is a file for its owner alone, in which no key and no name can be read", async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(file);
    const secrets = JSON.parse(await readFile(join(called.latchkey.data, "secrets.json"), "utf8"));
    for (const { versions } of secrets.secrets) {
      const [key = ""] = Object.values<string>(JSON.parse(versions[0].text).keys);
      expect(bytes.includes(key)).toBe(false);
      expect(bytes.includes(Buffer.from(key, "base64"))).toBe(false);
    }
    expect(bytes.includes("callers")).toBe(false);
  });

  it("is not written over another one", async () => {
    const again = await backup(["create", "--data", called.latchkey.data, "--file", file]);
    expect(again).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^backup: There is a file .* already\. Name another one\.$/m),
    });
    expect(await backup(["check", "--file", file])).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^whole: backup .* 7 key rings/),
    });
  });

  it.each([
    ["a byte changed in the middle", (bytes: Buffer) => bytes.fill(bytes[2000] === 1 ? 2 : 1, 2000, 2001)],
    ["its end cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
    ["something behind its end", (bytes: Buffer) => Buffer.concat([bytes, Buffer.from("more")])],
    ["nothing in it", () => Buffer.alloc(0)],
    ["another salt", (bytes: Buffer) => bytes.fill((bytes[25] ?? 0) ^ 1, 25, 26)],
  ])("with %s is refused before anything is written", async (_name, spoil) => {
    const spoilt = join(folder, "spoilt.backup");
    await writeFile(spoilt, spoil(await readFile(file)));
    const target = join(folder, "spoilt");
    const refused = await backup(["restore", "--data", target, "--file", spoilt]);
    expect(refused).toMatchObject({ code: 1, said: expect.stringMatching(/changed|not a backup|cut off/) });
    await expect(stat(join(target, "secrets.json"))).rejects.toThrow("ENOENT");
  });

  it("is restored whole where only spoilt ones were tried before", async () => {
    const target = join(folder, "spoilt");
    expect(await backup(["restore", "--data", target, "--file", file])).toMatchObject({ code: 0 });
  });

  it("is refused with another passphrase, and with one that could be guessed it is not made", async () => {
    const target = join(folder, "guessed");
    const wrong = await backup(["restore", "--data", target, "--file", file], `${PASSPHRASE}!`);
    expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining("The passphrase is another one") });
    const short = await backup(["create", "--data", called.latchkey.data, "--file", `${file}2`], "short");
    expect(short).toMatchObject({ code: 1, said: expect.stringContaining("at least 12 characters") });
    await expect(stat(`${file}2`)).rejects.toThrow("ENOENT");
  });

  it("is not restored over anything: neither a table nor keys", async () => {
    const running = await backup(["restore", "--data", called.latchkey.data, "--file", file]);
    expect(running).toMatchObject({ code: 1, said: expect.stringContaining("is running on") });
    const keyed = join(folder, "keyed");
    const begun = await startLatchkey({ LATCHKEY_DATA: keyed });
    await begun.stop();
    const refused = await backup(["restore", "--data", keyed, "--file", file]);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining("holds keys already") });
    await rm(join(keyed, "secrets.json"));
    const full = await backup(["restore", "--data", keyed, "--file", file]);
    expect(full).toMatchObject({ code: 1, said: expect.stringContaining("is not empty") });
  });
});

describe("what was restored into a fresh folder", () => {
  it("takes every credential that held, of each type", async () => {
    expect(calls.size).toBe(10);
    for (const [name, call] of calls)
      for (const latchkey of [called.latchkey, other])
        expect([name, (await call(callAt(latchkey))).status]).toEqual([name, 200]);
    const gone = await by({ "X-API-Key": rotated.revoked })(callAt(other));
    expect(gone.status).toBe(401);
  });

  it("takes root's key where its file was brought along", async () => {
    expect((await as(other, { "X-API-Key": called.latchkey.rootKey })("GET", "/v1/me")).status).toBe(200);
  });

  it("honours a link that waits, once, and tells of one that was used", async () => {
    expect((await fetch(elsewhere(links.pending))).status).toBe(200);
    const approved = await decide(elsewhere(links.pending), "approve");
    expect(approved.status).toBe(200);
    expect((await decide(elsewhere(links.pending), "reject")).status).toBe(409);
    expect((await decide(elsewhere(links.approved), "approve")).status).toBe(200);
    expect((await decide(elsewhere(links.approved), "reject")).status).toBe(409);
    const { body } = await asRoot(other)("GET", `/v1/subscriptions/${asked["still-waiting"]}`);
    expect(body).toMatchObject({ status: "active" });
  });

  it("goes on with the audit: no chain is broken, and nothing is told twice", async () => {
    const [before, after] = [await chains(called.latchkey), await chains(other)];
    expect(after.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(after[0]).toEqual(before[0]);
    const created = (await told()).filter((entry) => entry.startsWith("consumer.created"));
    expect(created.length).toBeGreaterThan(10);
    expect(new Set(created).size).toBe(created.length);
    // So many that some are records of the stream whose number was one of the same team's before.
    const names = Array.from({ length: 20 }, (_each, index) => `After ${index}`);
    for (const name of names)
      expect((await asRoot(other)("PATCH", "/v1/teams/callers", { name })).status).toBe(200);
    const changes = async () => (await told()).filter((entry) => entry === "team.changed team/callers");
    await expect.poll(async () => (await changes()).length).toBe(names.length);
    expect((await chains(other)).map(({ ok }) => ok)).toEqual([true, true, true]);
  });

  it("takes new applications, and people who sign in", async () => {
    const person = await asPerson(other, "owner@callers.test");
    const consumer = await person("POST", "/v1/consumers", { name: "after-the-restore", team: "callers" });
    expect(consumer.status).toBe(201);
    const path = `/v1/consumers/${consumer.body.id}/subscriptions`;
    expect((await person("POST", path, { service: called.service })).status).toBe(201);
    const taken = await person("POST", "/v1/consumers", { name: "after-the-restore", team: "callers" });
    expect(taken.body).toMatchObject({ code: "name-taken" });
  });

  it("does what becomes due: an application that nobody decided lapses", async () => {
    const root = asRoot(other);
    const { body: services } = await root("GET", "/v1/services?limit=200");
    const manual = services.items.find(({ approval }: { approval: string }) => approval === "manual");
    const { body: consumer } = await root("POST", "/v1/consumers", { name: "late", team: "callers" });
    const path = `/v1/consumers/${consumer.id}/subscriptions`;
    const { body } = await root("POST", path, { service: manual.slug });
    await moveClock(other, 15);
    await eventually(
      async () => (await root("GET", `/v1/subscriptions/${body.id}`)).body,
      ({ status }) => status === "lapsed",
    );
  });
});
