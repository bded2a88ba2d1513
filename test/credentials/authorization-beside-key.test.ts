import { signRfc9421 } from "@latchkey/signing/rfc9421/sign-rfc9421";
import { beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { sendRaw } from "./send-raw.fixture.ts";
import { key, type Lines, severalCredentials } from "./several-credentials.fixture.ts";
import { byEd, byHmac, edTokens, inAnHour, token } from "./tokens.fixture.ts";

const { basic, call, called, one, other, wrong } = severalCredentials();

describe("beside a valid key, an Authorization that is no credential of Latchkey is the upstream's", () => {
  const b64 = (text: string) => Buffer.from(text).toString("base64");
  const theirs = { iss: "https://upstream.several.example", sub: "x", exp: inAnHour() };
  const hmac = byHmac("a secret of the upstream's, 32 bytes or more");
  const foreign: [string, string][] = [
    ["an opaque token", "Bearer sk-ant-0123456789abcdef"],
    ["a short token", "Bearer sk-123"],
    ["a token longer than any key", `Bearer ya29.${"a".repeat(400)}`],
    ["a token with a prefix like ours", "Bearer lk_live_0123456789"],
    ["a token of another issuer", `Bearer ${token({ alg: "EdDSA" }, theirs, byEd)}`],
    ["a short token of another issuer", `Bearer ${token({ alg: "HS256" }, { iss: "supabase" }, hmac)}`],
    ["a token without an issuer", `Bearer ${token({ alg: "HS256" }, { sub: "x" }, hmac)}`],
    ["what only looks like a token", "Bearer v4.public.abcdefghijkl"],
    ["an encrypted token", `Bearer ${"eyJhbGciOiJkaXIifQ..".padEnd(40, "a")}.b.c`],
    ["a login of an unknown user", `Basic ${b64("upstream:secret")}`],
    ["a login without a user name", `Basic ${b64(":a-token-of-the-upstream")}`],
    ["a login that is none", "Basic !"],
    ["a login in another encoding", `Basic ${Buffer.from("m\xfcller:pass", "latin1").toString("base64")}`],
    ["an unknown key", "ApiKey an-unknown-key-of-old"],
    ["a scheme that is not ours", "Token token=abc"],
    ["Digest", 'Digest username="x", realm="y"'],
    ["Negotiate", "Negotiate YIIabc"],
    ["a bare value", "sk-0123456789abcdef"],
  ];
  it.each(foreign)("%s goes on unchanged", async (_, value) => {
    const { status, json } = await call([
      ["X-API-Key", key(one())],
      ["Authorization", value],
    ]);
    expect([status, json.headers?.authorization, json.headers?.["x-api-key"]]).toEqual([
      200,
      [value],
      undefined,
    ]);
  });

  it.each(foreign)("%s alone is refused as before", async (_, value) => {
    const { status, json } = await call([["Authorization", value]]);
    expect([status, json.code]).toEqual([401, "invalid-credential"]);
  });

  it("whatever holds beside it: a signature, a login or an imported key in another header", async () => {
    const at = (name: string) => ({ in: [{ where: "header", name }] });
    const moved = (await called().caller({ type: "basic", ...at("X-Login") })).secret;
    const apiKey = "an-imported-key-in-its-own-header";
    await called().caller({ apiKey, ...at("X-Old-Key") });
    const { secret } = await called().caller({ type: "aksk" });
    const pair = { accessKey: secret["accessKey"] ?? "", secretKey: secret["secretKey"] ?? "" };
    const signed = await signRfc9421({ method: "GET", url: called().url("/orders") }, pair, new Date());
    const ours: Record<string, string>[] = [
      { "X-Login": `Basic ${b64(`${moved["username"]}:${moved["password"]}`)}` },
      { "X-Old-Key": apiKey },
      signed,
    ];
    for (const headers of ours)
      for (const value of ["Bearer sk-0123456789abcdef", `Basic ${b64("upstream:secret")}`]) {
        const { status, json } = await sendRaw(called().url("/orders"), {
          headers: { ...headers, Authorization: value },
        });
        expect([Object.keys(headers), status, json.headers?.authorization]).toEqual([
          Object.keys(headers),
          200,
          [value],
        ]);
        for (const name of Object.keys(headers)) expect(json.headers[name.toLowerCase()]).toBeUndefined();
      }
  });

  it("but not beside another Authorization, nor where the value is in a position of Latchkey's too", async () => {
    for (const headers of [
      [
        ["Authorization", `Bearer ${key(one())}`],
        ["Authorization", "Bearer sk-0123456789abcdef"],
      ],
      [
        ["X-API-Key", key(one())],
        ["apikey", "sk-0123456789abcdef"],
        ["Authorization", "Bearer sk-0123456789abcdef"],
      ],
    ] as const)
      expect((await call(headers)).status).toBe(401);
  });

  it("and with Authorization-Type every other type is, of whatever issuer or user", async () => {
    for (const value of [
      basic(),
      wrong(),
      `Bearer ${token({ alg: "HS256" }, theirs, hmac)}`,
      "AWS4-HMAC-SHA256 x",
    ]) {
      const { status, json } = await call([
        ["X-API-Key", key(one())],
        ["Authorization", value],
        ["Authorization-Type", "apikey"],
      ]);
      expect([value, status, json.headers?.authorization]).toEqual([value, 200, [value]]);
    }
  });
});

describe("beside a key that holds, one of ours that does not hold refuses the call", () => {
  const issued = "https://named.several.example";
  const secret = "a secret that is long enough for HS256";
  beforeAll(async () => {
    const named = { type: "jwt", algorithm: "HS256", issuer: issued, secret };
    await called().make.credential(one().consumer, { ...named, subject: "ana", name: "ana" });
    await called().make.credential(
      one().consumer,
      edTokens("https://keys.several.example", { subject: "ana" }),
    );
  });
  const bearer = (claims: object, by = byHmac(secret), alg = "HS256") =>
    `Bearer ${token({ alg }, { iss: issued, sub: "ana", exp: inAnHour(), ...claims }, by)}`;
  const minted = () => key(other()).replace(/^(lk_.{17}.{6}).{6}/, "$1abcdef");

  const rows: [string, () => string][] = [
    ["a minted key whose consumer is another", () => `Bearer ${key(other())}`],
    ["a value in our minted form", () => `Bearer ${minted()}`],
    ["a known user with another password", wrong],
    ["a token with a wrong signature", () => bearer({}, byHmac("another secret that is long enough"))],
    ["a token that has expired", () => bearer({ exp: 1 })],
    ["a token of another subject", () => bearer({ sub: "bob" })],
    [
      "a token of another subject, with public keys",
      () => bearer({ iss: "https://keys.several.example", sub: "bob" }, byEd, "EdDSA"),
    ],
    ["a broken signature", () => "AWS4-HMAC-SHA256 x"],
    [
      "a signature of an unknown access key",
      () => `HMAC-SHA256 Access=AK, SignedHeaders=host;x-gateway-date, Signature=${"0".repeat(64)}`,
    ],
  ];
  it.each(rows)("%s", async (_, value) => {
    const { status, json } = await call([
      ["X-API-Key", key(one())],
      ["Authorization", value()],
    ]);
    expect([status, json.code]).toEqual([401, "invalid-credential"]);
  });

  it.each(["X-API-Key first", "Authorization first"])(
    "a disabled or expired one of the same consumer: %s",
    async (order) => {
      const { credential, secret } = await called().make.credential(one().consumer, {});
      const path = `/v1/consumers/${one().consumer.id}/credentials/${credential.id}`;
      const lines: Lines = [
        ["X-API-Key", key(one())],
        ["Authorization", `Bearer ${secret.apiKey}`],
      ];
      const both = () => call(order === "X-API-Key first" ? lines : lines.toReversed());
      const reversed = () =>
        call([
          ["X-API-Key", secret.apiKey],
          ["Authorization", `Bearer ${key(one())}`],
        ]);
      const statuses = async () => [(await both()).status, (await reversed()).status];
      expect(await statuses()).toEqual([200, 200]);
      const refused = (found: number[]) => found.every((status) => status === 401);
      await called().root("PATCH", path, { status: "disabled" });
      await eventually(statuses, refused);
      const expiresAt = new Date(Date.now() + 1000).toISOString();
      await called().root("PATCH", path, { status: "enabled", expiresAt });
      await eventually(statuses, refused);
    },
  );
});
