import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decide, moveClock } from "../subscriptions/life.fixture.ts";
import { as, asPerson, asRoot, eventually } from "../support/management.ts";
import { type Stage, startLatchkey } from "../support/running-latchkey.ts";
import {
  auditChains,
  auditEntries,
  type RestoredStage,
  startRestoredStage,
} from "./restored-stage.fixture.ts";
import { backup, PASSPHRASE } from "./tool.fixture.ts";

let stage: RestoredStage;
let called: RestoredStage["called"];
let other: RestoredStage["other"];
let folder: string;
let file: string;
beforeAll(async () => {
  stage = await startRestoredStage();
  ({ called, other, folder, file } = stage);
});
afterAll(async () => {
  await stage?.stop();
});

/** The same link at the restored stage. */
const elsewhere = ({ link }: { link: string }) => link.replace(called.latchkey.control, other.control);
const callAt = ({ gateway }: Stage) => `${gateway}/${called.service}/orders`;

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

  it("is not written over another file", async () => {
    const again = await backup(["create", "--data", called.latchkey.data, "--file", file]);
    expect(again).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^backup: There is a file .* already\. Name another one\.$/m),
    });
    expect(await backup(["check", "--file", file])).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^whole: backup .* 9 key rings/),
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

  it("is restored whole into a folder for which only changed ones were refused before", async () => {
    const target = join(folder, "spoilt");
    expect(await backup(["restore", "--data", target, "--file", file])).toMatchObject({ code: 0 });
  });

  it("is refused with another passphrase, and is not made with one that can be guessed", async () => {
    const target = join(folder, "guessed");
    const wrong = await backup(["restore", "--data", target, "--file", file], `${PASSPHRASE}!`);
    expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining("The passphrase is another one") });
    const short = await backup(["create", "--data", called.latchkey.data, "--file", `${file}2`], "short");
    expect(short).toMatchObject({ code: 1, said: expect.stringContaining("at least 12 characters") });
    await expect(stat(`${file}2`)).rejects.toThrow("ENOENT");
  });

  it("is not restored over a table or keys", async () => {
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
  it("accepts every credential that was valid, of each type", async () => {
    expect(stage.calls.size).toBe(10);
    for (const [name, call] of stage.calls)
      for (const latchkey of [called.latchkey, other])
        expect([name, (await call(callAt(latchkey))).status]).toEqual([name, 200]);
    const gone = await stage.revoked(callAt(other));
    expect(gone.status).toBe(401);
  });

  it("accepts root's key when its file was copied", async () => {
    expect((await as(other, { "X-API-Key": called.latchkey.rootKey })("GET", "/v1/me")).status).toBe(200);
  });

  it("decides by a pending link once, and refuses to change what a used link decided", async () => {
    expect((await fetch(elsewhere(stage.pending))).status).toBe(200);
    const approved = await decide(elsewhere(stage.pending), "approve");
    expect(approved.status).toBe(200);
    expect((await decide(elsewhere(stage.pending), "reject")).status).toBe(409);
    expect((await decide(elsewhere(stage.approved), "approve")).status).toBe(200);
    expect((await decide(elsewhere(stage.approved), "reject")).status).toBe(409);
    const { body } = await asRoot(other)("GET", `/v1/subscriptions/${stage.pending.subscription}`);
    expect(body).toMatchObject({ status: "active" });
  });

  it("continues the audit: no chain is broken, and no entry is repeated", async () => {
    const [before, after] = [await auditChains(called.latchkey), await auditChains(other)];
    expect(after.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(after[0]).toEqual(before[0]);
    const created = (await auditEntries(other)).filter((entry) => entry.startsWith("consumer.created"));
    expect(created.length).toBeGreaterThan(10);
    expect(new Set(created).size).toBe(created.length);
    // So many that some are records of the stream whose number was one of the same team's before.
    const names = Array.from({ length: 20 }, (_each, index) => `After ${index}`);
    for (const name of names)
      expect((await asRoot(other)("PATCH", "/v1/teams/callers", { name })).status).toBe(200);
    const changes = async () =>
      (await auditEntries(other)).filter((entry) => entry === "team.changed team/callers");
    await expect.poll(async () => (await changes()).length).toBe(names.length);
    expect((await auditChains(other)).map(({ ok }) => ok)).toEqual([true, true, true]);
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

  it("runs what becomes due: an undecided application lapses", async () => {
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
