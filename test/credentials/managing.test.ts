import { generateKeyPairSync, sign } from "node:crypto";
import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import { signGatewayHmac } from "@latchkey/signing/gateway-hmac/sign-gateway-hmac";
import { signRfc9421 } from "@latchkey/signing/rfc9421/sign-rfc9421";
import { beforeAll, describe, expect, it } from "vitest";
import { type Called, sharedCalled } from "./called.fixture.ts";
import { sendRaw } from "./send-raw.fixture.ts";
import { byHmac, inAnHour, token } from "./tokens.fixture.ts";

let called: Called;
beforeAll(async () => {
  called = await sharedCalled();
});

const machine = async (credential: object) => {
  const consumer = await called.make.consumer("callers");
  const { secret } = await called.make.credential(consumer, credential);
  await called.make.subscription(consumer, "latchkey");
  return { consumer, secret };
};
const me = (headers: Record<string, string>) => sendRaw(`${called.latchkey.control}/v1/me`, { headers });

describe("what a credential may be", () => {
  const p256 = { ...generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" }) };
  const jwt = { type: "jwt", algorithm: "ES256", issuer: "https://jwk.example" };
  const header = (name: string) => ({ where: "header", name });

  it.each<[what: string, pointer: string, fields: object]>([
    ["basic in a query", "/in/0/where", { type: "basic", in: [{ where: "query", name: "login" }] }],
    [
      "basic in a cookie",
      "/in/1/where",
      { type: "basic", in: [header("X-L"), { where: "cookie", name: "l" }] },
    ],
    ["aksk in a query", "/in/0/where", { type: "aksk", in: [{ where: "query", name: "sign" }] }],
    ["aksk in a cookie", "/in/0/where", { type: "aksk", in: [{ where: "cookie", name: "sign" }] }],
    ["a private JWK", "/publicKey/d", { ...jwt, publicKey: { ...p256, ext: true, d: "AAAA" } }],
    ["a JWK to sign with", "/publicKey/key_ops", { ...jwt, publicKey: { ...p256, key_ops: ["sign"] } }],
    ["a JWK of another algorithm", "/publicKey/alg", { ...jwt, publicKey: { ...p256, alg: "ES384" } }],
    ["a JWK of another curve", "/publicKey/crv", { ...jwt, algorithm: "ES512", publicKey: p256 }],
    ["a set of JWKs", "/publicKey/kty", { ...jwt, publicKey: { keys: [p256] } }],
    ["a JWK beyond all bounds", "/publicKey", { ...jwt, publicKey: { ...p256, x5c: ["M".repeat(16_384)] } }],
  ])("%s is 400, by its pointer", async (_, pointer, fields) => {
    const consumer = await called.make.consumer("callers");
    const path = `/v1/consumers/${consumer.id}/credentials`;
    const { status, body } = await called.root("POST", path, { name: "c", ...fields });
    expect([status, body.code, body.errors[0].pointer]).toEqual([400, "invalid-input", pointer]);
  });

  it("is the same when it is changed", async () => {
    const consumer = await called.make.consumer("callers");
    const { credential } = await called.make.credential(consumer, { type: "basic" });
    const path = `/v1/consumers/${consumer.id}/credentials/${credential.id}`;
    const refused = await called.root("PATCH", path, { in: [{ where: "cookie", name: "l" }] });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, "/in/0/where"]);
    expect((await called.root("PATCH", path, { in: [header("X-Login")] })).status).toBe(200);
    expect((await called.root("PATCH", path, { in: null })).status).toBe(200);
  });

  it("a JWK as WebCrypto exports it, whose tokens then hold", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwk = {
      key_ops: ["verify"],
      ext: true,
      ...publicKey.export({ format: "jwk" }),
      "x-made-by": { v: [1] },
    };
    await called.caller({ ...jwt, issuer: "https://ext.example", publicKey: jwk });
    const claims = { iss: "https://ext.example", sub: "me", exp: inAnHour() };
    const bearer = token({ alg: "ES256" }, claims, (input) =>
      sign("sha256", Buffer.from(input), { key: privateKey, dsaEncoding: "ieee-p1363" }),
    );
    const headers = { Authorization: `Bearer ${bearer}` };
    expect((await sendRaw(called.url("/orders"), { headers })).status).toBe(200);
  });
});

describe("a machine manages with a credential of any type", () => {
  it("Basic", async () => {
    const { secret } = await machine({ type: "basic" });
    const value = Buffer.from(`${secret.username}:${secret.password}`).toString("base64");
    expect((await me({ Authorization: `Basic ${value}` })).status).toBe(200);
  });

  it("JWT, but none that names the platform's issuer", async () => {
    const { consumer, secret } = await machine({
      type: "jwt",
      algorithm: "HS256",
      issuer: "https://m.example",
    });
    const claims = { iss: "https://m.example", sub: "x", exp: inAnHour() };
    expect(
      (await me({ Authorization: `Bearer ${token({ alg: "HS256" }, claims, byHmac(secret.secret))}` }))
        .status,
    ).toBe(200);
    const taken = await called.root("POST", `/v1/consumers/${consumer.id}/credentials`, {
      name: "x",
      type: "jwt",
      algorithm: "HS256",
      issuer: called.latchkey.issuer,
    });
    expect(taken.status).toBe(400);
    const forged = token({ alg: "HS256" }, { ...claims, iss: called.latchkey.issuer }, byHmac(secret.secret));
    expect((await me({ Authorization: `Bearer ${forged}` })).status).toBe(401);
  });

  it("AK/SK, the body compared by every noun", async () => {
    const { consumer, secret } = await machine({ type: "aksk" });
    const url = `${called.latchkey.control}/v1/consumers`;
    const body = JSON.stringify({ name: `made-by-${consumer.name}`, team: "callers" });
    const request = { method: "POST", url, body, headers: { "content-type": "application/json" } };
    const signers = [
      () => signAws4(request, { ...secret, region: "eu", service: "execute-api" }, new Date()),
      () => signGatewayHmac(request, secret, new Date()),
      () => signRfc9421(request, secret, new Date()),
    ];
    for (const [index, sign] of signers.entries()) {
      const headers = { ...request.headers, ...(await sign()) };
      const forged = await sendRaw(url, { method: "POST", headers, body: body.replace("made", "evil") });
      expect([forged.status, forged.json.code]).toEqual([401, "invalid-credential"]);
      expect((await sendRaw(url, { method: "POST", headers, body })).status).toBe(index === 0 ? 201 : 409);
    }
  });

  it("with replay protection once a signature, also where the operation then refuses", async () => {
    const { secret } = await machine({ type: "aksk", replayProtection: true });
    const url = `${called.latchkey.control}/v1/me`;
    const headers = await signRfc9421({ method: "GET", url }, secret, new Date());
    const answers = await Promise.all(Array.from({ length: 5 }, () => sendRaw(url, { headers })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401]);
  });

  it("without a subscription to `latchkey` is told so", async () => {
    const { secret } = await called.caller({ type: "basic" });
    const value = Buffer.from(`${secret["username"]}:${secret["password"]}`).toString("base64");
    const { status, json } = await me({ Authorization: `Basic ${value}` });
    expect([status, json.code]).toEqual([403, "no-subscription"]);
  });
});
