import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { type Called, sharedCalled } from "./called.fixture.ts";
import { sendRaw } from "./send-raw.fixture.ts";

let called: Called;
beforeAll(async () => {
  called = await sharedCalled();
});

const CONSUMER = "0d2d3a3c-8a4e-4d52-9d0f-a4c1d5f0b2c1";
const sha1 = createHash("sha1").update(`the old password${CONSUMER}`).digest("hex");

/** Of crypt_blowfish's and of the Argon2 reference implementation's own tests, and by Kong's rule. */
const FORMS: [form: string, password: string, passwordHash: string][] = [
  ["Kong's", "the old password", `$kong-sha1$${CONSUMER}$${sha1}`],
  ["bcrypt's", "U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"],
  [
    "argon2i's",
    "password",
    "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
  ],
];

const call = async (username: string, password: string): Promise<number> => {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  return (await sendRaw(called.url("/today"), { headers: { Authorization: authorization } })).status;
};

const rehashed = async (credentialId: string, from: string): Promise<number> => {
  // Oldest first, of a team that many tests write to.
  const { body } = await called.root("GET", `/v1/audit?team=callers&from=${from}&limit=200`);
  const entries: { action: string; target: { id?: string } | string }[] = body.items;
  return entries.filter(
    ({ action, target }) => action === "credential.rehashed" && JSON.stringify(target).includes(credentialId),
  ).length;
};

describe("a password that another gateway has hashed", () => {
  it.each(FORMS)(
    "is refused where it is another, and stays as it is: %s",
    async (form, password, passwordHash) => {
      const username = `refused ${form}`;
      const { credential } = await called.caller({ type: "basic", username, passwordHash });
      expect(await call(username, `${password}x`)).toBe(401);
      expect(await call(username, passwordHash)).toBe(401);
      expect(await rehashed(credential.id, String(credential.createdAt))).toBe(0);
    },
  );

  it.each(FORMS)("is accepted, and hashed as ours are, once: %s", async (form, password, passwordHash) => {
    const username = `accepted ${form}`;
    const { credential, secret } = await called.caller({ type: "basic", username, passwordHash });
    expect(secret).toEqual({ username });
    expect(JSON.stringify(credential)).not.toContain(passwordHash);
    expect(await call(username, password)).toBe(200);
    await eventually(
      () => rehashed(credential.id, String(credential.createdAt)),
      (times) => times === 1,
    );
    expect(await call(username, password)).toBe(200);
    expect(await call(username, `${password}x`)).toBe(401);
    expect(await rehashed(credential.id, String(credential.createdAt))).toBe(1);
  });

  it.each([
    ["/passwordHash", { username: "a", passwordHash: sha1 }],
    ["/passwordHash", { username: "a", passwordHash: `$2b$31$${"C".repeat(53)}` }],
    ["/passwordHash", { username: "a", password: "long enough", passwordHash: FORMS[0]?.[2] }],
    ["/username", { passwordHash: FORMS[0]?.[2] }],
  ])("is refused at %s", async (pointer, fields) => {
    const consumer = await called.make.consumer("callers");
    const path = `/v1/consumers/${consumer.id}/credentials`;
    const { status, body } = await called.root("POST", path, { type: "basic", name: "login", ...fields });
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });
});
