import { describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { mailsTo, ownLeaks } from "./leaking.fixture.ts";

const { latchkey, root, report, hold, statusOf, settle: settled } = ownLeaks();

describe("a key that is reported", () => {
  it("ends at once, and its owners are mailed with the address where it was found", async () => {
    const { key, owner, read } = await hold();
    expect(await statusOf(key)).toBe(200);
    const answer = await report({
      items: [{ token: key, url: "https://code.example/a/blob/1f2e/config.ts" }],
    });
    expect([answer.status, answer.text]).toEqual([202, '{"received":1}']);
    const ended = await eventually(read, ({ status }) => status === "disabled");
    expect(ended.leakedAt).toMatch(/^20\d\d-/);
    expect(ended).toMatchObject({ leakedUrl: "https://code.example/a/blob/1f2e/config.ts", secrets: [] });
    await eventually(
      () => statusOf(key),
      (status) => status === 401,
    );
    const [mail] = await eventually(
      async () => (await mailsTo(latchkey(), owner)).filter(({ subject }) => /^Leaked/.test(subject)),
      (mails) => mails.length > 0,
    );
    expect(mail?.text).toContain("https[:][//]code[.]example/a/blob/1f2e/config[.]ts");
    expect(mail?.text).toContain("disabled");
    expect(mail?.text).not.toContain(key.slice(0, 30));
  });

  it("stays ended when the credential is enabled, until it is rotated", async () => {
    const { key, read, path } = await hold();
    await report({ items: [{ token: key }] });
    await eventually(read, ({ status }) => status === "disabled");
    const rotated = await root("POST", `${path}/rotate`, {});
    expect(rotated.body.credential).not.toHaveProperty("previousValidUntil");
    expect((await root("PATCH", path, { status: "enabled" })).body).toMatchObject({ status: "enabled" });
    expect([await statusOf(key), await statusOf(rotated.body.secret.apiKey)]).toEqual([401, 200]);
  });

  it("is told by the events leaked and revoked, the second with the reason", async () => {
    const { key, team, consumer, credential } = await hold();
    const hook = await root("POST", `/v1/teams/${team}/webhooks`, {
      url: "http://127.0.0.1:9/hook",
      events: ["credential.leaked", "credential.revoked"],
    });
    await report({ items: [{ token: key }] });
    const deliveries = await eventually(
      async () => (await root("GET", `/v1/teams/${team}/webhooks/${hook.body.id}/deliveries`)).body.items,
      (items) => items.length >= 2,
    );
    const told = deliveries.map(({ payload }: { payload: { type: string; data: object } }) => ({
      type: payload.type,
      ...payload.data,
    }));
    expect(told).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: "credential.leaked", credential: credential.id }),
        expect.objectContaining({ type: "credential.revoked", reason: "leaked", consumer: consumer.id }),
      ]),
    );
  });

  it("that was imported ends too", async () => {
    const { key, read } = await hold({}, { apiKey: "a-key-of-another-product-7f3a" });
    expect(key).toBe("a-key-of-another-product-7f3a");
    await report({ items: [{ token: ` ${key}\n` }] });
    expect(await eventually(read, ({ status }) => status === "disabled")).toHaveProperty("leakedAt");
  });
});

describe("a key whose rotation runs", () => {
  it("ends alone: the other one goes on, and a later rotation does not prolong it", async () => {
    const { key, read, path } = await hold();
    const { secret, credential } = (await root("POST", `${path}/rotate`, { overlapSeconds: 3600 })).body;
    await report({ items: [{ token: secret.apiKey }] });
    const left = await eventually(read, ({ leakedAt }) => leakedAt !== undefined);
    expect(left).toMatchObject({ status: "enabled", previousValidUntil: credential.previousValidUntil });
    expect(left.secrets).toHaveLength(1);
    await eventually(
      () => statusOf(secret.apiKey),
      (status) => status === 401,
    );
    expect(await statusOf(key)).toBe(200);
    const again = (await root("POST", `${path}/rotate`, { overlapSeconds: 86_400 })).body;
    expect(again.credential.secrets[1].validUntil).toBe(credential.previousValidUntil);
  });

  it("ends as the former one, and the current one stays", async () => {
    const { key, read, path } = await hold();
    const { secret } = (await root("POST", `${path}/rotate`, { overlapSeconds: 3600 })).body;
    await report({ items: [{ token: key }] });
    const left = await eventually(read, ({ leakedAt }) => leakedAt !== undefined);
    expect(left.status).toBe("enabled");
    expect(left).not.toHaveProperty("previousValidUntil");
    await eventually(
      () => statusOf(key),
      (status) => status === 401,
    );
    expect(await statusOf(secret.apiKey)).toBe(200);
  });
});

describe("a team that only wants to be told", () => {
  it("is told once of a secret that goes on working", async () => {
    const { key, owner, read } = await hold({ onLeak: "notify" });
    await report({ items: [{ token: key }] });
    await eventually(read, ({ leakedAt }) => leakedAt !== undefined);
    const { revision } = await read();
    await report({ items: [{ token: key }] });
    await settled();
    expect(await read()).toMatchObject({ status: "enabled", revision });
    expect(await statusOf(key)).toBe(200);
    const mails = await eventually(
      async () => (await mailsTo(latchkey(), owner)).filter(({ subject }) => /^Leaked/.test(subject)),
      (found) => found.length > 0,
    );
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain("still works");
  });

  it("has the secret ended once it chooses so", async () => {
    const { key, read, team } = await hold({ onLeak: "notify" });
    await report({ items: [{ token: key }] });
    await eventually(read, ({ leakedAt }) => leakedAt !== undefined);
    expect((await root("PATCH", `/v1/teams/${team}`, { onLeak: "revoke" })).body.onLeak).toBe("revoke");
    await report({ items: [{ token: key }] });
    await eventually(read, ({ status }) => status === "disabled");
  });
});
