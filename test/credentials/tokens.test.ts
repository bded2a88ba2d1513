import { importPKCS8, SignJWT } from "jose";
import jsonwebtoken from "jsonwebtoken";
import { describe, expect, it } from "vitest";
import { bearer, call, called, withIssuer } from "./bearer.fixture.ts";
import { byEd, byHmac, ec, ed, edTokens, inAnHour, rsa, spki, token } from "./tokens.fixture.ts";

withIssuer();

const pkcs8 = (key: typeof rsa.privateKey) => key.export({ format: "pem", type: "pkcs8" }).toString();

describe("a token goes through", () => {
  it("made by jose, with each kind of key", async () => {
    const rows = [
      { algorithm: "RS256", key: rsa, publicKey: spki(rsa.publicKey) },
      { algorithm: "PS384", key: rsa, publicKey: rsa.publicKey.export({ format: "jwk" }) },
      { algorithm: "ES256", key: ec, publicKey: ec.publicKey.export({ format: "jwk" }) },
      { algorithm: "EdDSA", key: ed, publicKey: spki(ed.publicKey) },
    ];
    for (const { algorithm, key, publicKey } of rows) {
      const iss = `https://${algorithm}.jose.example`;
      const { credential } = await called.caller({ type: "jwt", algorithm, issuer: iss, publicKey });
      const jwt = await new SignJWT({ any: "claim" })
        .setProtectedHeader({ alg: algorithm, kid: "ignored" })
        .setIssuer(iss)
        .setSubject("anyone")
        .setExpirationTime("5m")
        .sign(await importPKCS8(pkcs8(key.privateKey), algorithm));
      const { status, json } = await bearer(jwt);
      expect([algorithm, status]).toEqual([algorithm, 200]);
      expect(json.headers["x-credential-id"]).toEqual([credential.id]);
      expect(json.headers).not.toHaveProperty("authorization");
    }
  });

  it.each(["text", "base64", "base64url"] as const)(
    "made by jsonwebtoken, its secret given as %s",
    async (encoding) => {
      const bytes = Buffer.from("0123456789abcdef0123456789abcdef-_~?");
      const secret = encoding === "text" ? bytes.toString() : bytes.toString(encoding);
      const iss = `https://${encoding}.example`;
      await called.caller({
        type: "jwt",
        algorithm: ["HS256", "HS512"].slice(0, 1),
        issuer: iss,
        secret,
        secretEncoding: encoding,
      });
      const jwt = jsonwebtoken.sign({ sub: "ana" }, bytes, {
        issuer: iss,
        expiresIn: 60,
        algorithm: "HS256",
      });
      expect((await bearer(jwt)).status).toBe(200);
    },
  );

  it("signed with a secret that was generated and shown once", async () => {
    const { secret } = await called.caller({
      type: "jwt",
      algorithm: "HS256",
      issuer: "https://made.example",
    });
    const jwt = token(
      { alg: "HS256" },
      { iss: "https://made.example", sub: "x", exp: inAnHour() },
      byHmac(secret["secret"] ?? ""),
    );
    expect((await bearer(jwt)).status).toBe(200);
  });

  it("of APISIX: no issuer, told apart by `key`", async () => {
    const secret = "an-apisix-secret-of-32-characters!";
    await called.caller({
      type: "jwt",
      algorithm: "HS256",
      subjectClaim: "key",
      subject: "apisix-user",
      secret,
    });
    const claims = { key: "apisix-user", exp: inAnHour() };
    expect((await bearer(token({ alg: "HS256" }, claims, byHmac(secret)))).status).toBe(200);
    expect((await bearer(token({ alg: "HS256" }, { ...claims, key: "other" }, byHmac(secret)))).status).toBe(
      401,
    );
    expect((await call({ Authorization: token({ alg: "HS256" }, claims, byHmac(secret)) })).status).toBe(200);
  });

  it.each(["sub", "client_id", "azp", "appid", "key"] as const)("told apart by %s", async (subjectClaim) => {
    const iss = `https://${subjectClaim}.claim.example`;
    const { credential } = await called.caller(edTokens(iss, { subjectClaim, subject: "me" }));
    const { json } = await bearer(
      token({ alg: "EdDSA" }, { iss, [subjectClaim]: "me", exp: inAnHour() }, byEd),
    );
    expect(json.headers["x-credential-id"]).toEqual([credential.id]);
    expect(
      (await bearer(token({ alg: "EdDSA" }, { iss, [subjectClaim]: "you", exp: inAnHour() }, byEd))).status,
    ).toBe(401);
  });

  it("in the positions that the credential names, and in no other", async () => {
    const places = [
      { where: "header", name: "X-Token" },
      { where: "query", name: "token" },
      { where: "cookie", name: "session" },
    ];
    const iss = "https://places.example";
    await called.caller(edTokens(iss, { in: places }));
    const jwt = token({ alg: "EdDSA" }, { iss, sub: "x", exp: inAnHour() }, byEd);
    const inHeader = await call({ "x-token": jwt });
    expect(inHeader.status).toBe(200);
    expect(inHeader.json.headers).not.toHaveProperty("x-token");
    expect((await call({ "x-token": `Bearer ${jwt}` })).status).toBe(200);
    const inQuery = await call({}, `/orders?token=${jwt}&a=1`);
    expect([inQuery.status, inQuery.json.url]).toEqual([200, "/orders?a=1"]);
    const inCookie = await call({ cookie: `a=1; session=${jwt}` });
    expect([inCookie.status, inCookie.json.headers.cookie]).toEqual([200, ["a=1"]]);
    expect((await bearer(jwt)).status).toBe(401);
    expect((await call({ "x-other": jwt })).status).toBe(401);
    expect((await call({}, `/orders?Token=${jwt}`)).status).toBe(401);
  });
});
