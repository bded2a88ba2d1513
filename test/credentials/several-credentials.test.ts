import { signRfc9421 } from "@latchkey/signing/rfc9421/sign-rfc9421";
import { beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { type Called, type Caller, sharedCalled } from "./called.fixture.ts";
import { sendRaw } from "./send-raw.fixture.ts";
import { byEd, byHmac, ed, inAnHour, spki, token } from "./tokens.fixture.ts";

let called: Called;
let one: Caller;
let login: Record<string, string>;
let other: Caller;
beforeAll(async () => {
  called = await sharedCalled();
  one = await called.caller({});
  login = (await called.make.credential(one.consumer, { type: "basic" })).secret;
  other = await called.caller({});
});

type Lines = readonly (readonly [string, string])[];
const call = (headers: Lines, path = "/orders") => sendRaw(called.url(path), { headers });
const key = ({ secret }: Caller) => secret["apiKey"] ?? "";
const basic = () => `Basic ${Buffer.from(`${login["username"]}:${login["password"]}`).toString("base64")}`;
const wrong = () => `Basic ${Buffer.from(`${login["username"]}:wrong`).toString("base64")}`;

describe("several credentials in one request", () => {
  it("of one consumer go through, and none reaches the upstream", async () => {
    const { status, json } = await call([
      ["X-API-Key", key(one)],
      ["Authorization", basic()],
    ]);
    expect([status, json.headers["x-api-key"], json.headers.authorization]).toEqual([
      200,
      undefined,
      undefined,
    ]);
  });

  const rows: [string, () => Lines, string?][] = [
    [
      "two keys in two headers",
      () => [
        ["X-API-Key", key(one)],
        ["apikey", key(other)],
      ],
    ],
    [
      "two keys in one header, twice",
      () => [
        ["X-API-Key", key(one)],
        ["X-API-Key", key(other)],
      ],
    ],
    [
      "two keys in one header, twice, in two casings",
      () => [
        ["X-API-Key", key(one)],
        ["x-api-key", key(other)],
      ],
    ],
    [
      "another consumer's login",
      () => [
        ["X-API-Key", key(other)],
        ["Authorization", basic()],
      ],
    ],
    [
      "a wrong password beside a right key",
      () => [
        ["X-API-Key", key(one)],
        ["Authorization", wrong()],
      ],
    ],
    [
      "an unknown key beside a right one",
      () => [
        ["X-API-Key", key(one)],
        ["apikey", "an-unknown-key-of-old"],
      ],
    ],
    [
      "a broken signature beside a right key",
      () => [
        ["X-API-Key", key(one)],
        ["Authorization", "AWS4-HMAC-SHA256 x"],
      ],
    ],
    [
      "two Authorization headers",
      () => [
        ["Authorization", `Bearer ${key(one)}`],
        ["Authorization", basic().replace(/.{4}$/, "AAAA")],
      ],
    ],
  ];
  it.each(rows)("that do not all hold for one consumer are refused: %s", async (_name, headers) => {
    const { status, json } = await call(headers());
    expect([status, json.code]).toEqual([401, "invalid-credential"]);
  });

  it("the same key twice is one key", async () => {
    const { status, json } = await call(
      [
        ["X-API-Key", key(one)],
        ["Authorization", `Bearer ${key(one)}`],
      ],
      `/orders?k=${key(one)}&a=1`,
    );
    expect([status, json.url, json.headers.authorization]).toEqual([200, "/orders?a=1", undefined]);
  });

  it("a key that stands where its credential does not expect it is not one, nor is a session's token", async () => {
    const session = token(
      { alg: "EdDSA" },
      { iss: "https://session.example", sub: "x", exp: inAnHour() },
      byEd,
    );
    expect(
      (
        await call(
          [
            ["X-API-Key", key(one)],
            ["Cookie", `session=${session}`],
          ],
          `/orders?k=${key(other)}`,
        )
      ).status,
    ).toBe(200);
  });

  it("a key of another consumer that does stand where it may is one too many", async () => {
    const inQuery = await called.caller({ in: [{ where: "query", name: "api_key" }] });
    expect((await call([], `/orders?api_key=${key(inQuery)}`)).status).toBe(200);
    expect((await call([["X-API-Key", key(one)]], `/orders?api_key=${key(inQuery)}`)).status).toBe(401);
  });

  it("Authorization-Type says which one counts, and the other is the upstream's", async () => {
    const { status, json } = await call([
      ["X-API-Key", key(one)],
      ["Authorization", "Basic dXBzdHJlYW06c2VjcmV0"],
      ["Authorization-Type", "apikey"],
    ]);
    expect([status, json.headers["authorization"]]).toEqual([200, ["Basic dXBzdHJlYW06c2VjcmV0"]]);
    expect(
      (
        await call([
          ["Authorization", basic()],
          ["Authorization-Type", "jwt"],
        ])
      ).status,
    ).toBe(401);
    expect(
      (
        await call([
          ["Authorization", key(one)],
          ["Authorization-Type", "apikey_auth"],
        ])
      ).status,
    ).toBe(200);
    expect(
      (
        await call([
          ["Authorization", basic()],
          ["Authorization-Type", "no such type"],
        ])
      ).status,
    ).toBe(200);
  });
});

describe("beside a key that holds, an Authorization that is none of ours is the upstream's", () => {
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
      ["X-API-Key", key(one)],
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
    const moved = (await called.caller({ type: "basic", ...at("X-Login") })).secret;
    const apiKey = "an-imported-key-in-its-own-header";
    await called.caller({ apiKey, ...at("X-Old-Key") });
    const { secret } = await called.caller({ type: "aksk" });
    const pair = { accessKey: secret["accessKey"] ?? "", secretKey: secret["secretKey"] ?? "" };
    const signed = await signRfc9421({ method: "GET", url: called.url("/orders") }, pair, new Date());
    const ours: Record<string, string>[] = [
      { "X-Login": `Basic ${b64(`${moved["username"]}:${moved["password"]}`)}` },
      { "X-Old-Key": apiKey },
      signed,
    ];
    for (const headers of ours)
      for (const value of ["Bearer sk-0123456789abcdef", `Basic ${b64("upstream:secret")}`]) {
        const { status, json } = await sendRaw(called.url("/orders"), {
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

  it("but not beside another Authorization, nor where it stands in a place of ours too", async () => {
    for (const headers of [
      [
        ["Authorization", `Bearer ${key(one)}`],
        ["Authorization", "Bearer sk-0123456789abcdef"],
      ],
      [
        ["X-API-Key", key(one)],
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
        ["X-API-Key", key(one)],
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
    await called.make.credential(one.consumer, { ...named, subject: "ana", name: "ana" });
    await called.make.credential(one.consumer, {
      type: "jwt",
      algorithm: "EdDSA",
      issuer: "https://keys.several.example",
      subject: "ana",
      publicKey: spki(ed.publicKey),
    });
  });
  const bearer = (claims: object, by = byHmac(secret), alg = "HS256") =>
    `Bearer ${token({ alg }, { iss: issued, sub: "ana", exp: inAnHour(), ...claims }, by)}`;
  const minted = () => key(other).replace(/^(lk_.{17}.{6}).{6}/, "$1abcdef");

  const rows: [string, () => string][] = [
    ["a minted key whose consumer is another", () => `Bearer ${key(other)}`],
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
      ["X-API-Key", key(one)],
      ["Authorization", value()],
    ]);
    expect([status, json.code]).toEqual([401, "invalid-credential"]);
  });

  it.each(["X-API-Key first", "Authorization first"])(
    "a disabled or expired one of the same consumer: %s",
    async (order) => {
      const { credential, secret } = await called.make.credential(one.consumer, {});
      const path = `/v1/consumers/${one.consumer.id}/credentials/${credential.id}`;
      const lines: Lines = [
        ["X-API-Key", key(one)],
        ["Authorization", `Bearer ${secret.apiKey}`],
      ];
      const both = () => call(order === "X-API-Key first" ? lines : lines.toReversed());
      const reversed = () =>
        call([
          ["X-API-Key", secret.apiKey],
          ["Authorization", `Bearer ${key(one)}`],
        ]);
      const statuses = async () => [(await both()).status, (await reversed()).status];
      expect(await statuses()).toEqual([200, 200]);
      const refused = (found: number[]) => found.every((status) => status === 401);
      await called.root("PATCH", path, { status: "disabled" });
      await eventually(statuses, refused);
      const expiresAt = new Date(Date.now() + 1000).toISOString();
      await called.root("PATCH", path, { status: "enabled", expiresAt });
      await eventually(statuses, refused);
    },
  );
});

describe("an imported key that looks like a token", () => {
  const claims = { iss: "supabase", ref: "abcdefghij", role: "anon", iat: 1, exp: 4_000_000_000 };
  const made = (more: object) =>
    token({ alg: "HS256" }, { ...claims, ...more }, byHmac("a secret of somebody else's"));

  it.each([
    ["Authorization: Bearer", (value: string) => [["Authorization", `Bearer ${value}`]]],
    ["Authorization: ApiKey", (value: string) => [["Authorization", `ApiKey ${value}`]]],
    ["X-API-Key", (value: string) => [["X-API-Key", value]]],
    ["apikey", (value: string) => [["apikey", value]]],
    [
      "apikey and Bearer, as supabase-js sends it",
      (value: string) => [
        ["apikey", value],
        ["Authorization", `Bearer ${value}`],
      ],
    ],
  ] as [string, (value: string) => Lines][])("holds as %s", async (what, headers) => {
    const apiKey = made({ jti: what.slice(-12) });
    await called.caller({ apiKey });
    const { status, json } = await call(headers(apiKey));
    expect([status, json.headers?.authorization, json.headers?.apikey]).toEqual([200, undefined, undefined]);
    expect((await call(headers(made({ jti: "another" })))).status).toBe(401);
  });

  it.each([
    [
      "header",
      "X-Old-Key",
      (value: string) => sendRaw(called.url("/x"), { headers: { "x-old-key": value } }),
    ],
    [
      "header",
      "X-Old-Bearer",
      (value: string) => sendRaw(called.url("/x"), { headers: { "x-old-bearer": `Bearer ${value}` } }),
    ],
    ["query", "api_key", (value: string) => sendRaw(called.url(`/x?api_key=${value}`))],
    [
      "cookie",
      "key",
      (value: string) => sendRaw(called.url("/x"), { headers: { cookie: `a=1; key=${value}` } }),
    ],
  ] as const)("holds in the %s %s where its credential says so", async (where, name, send) => {
    const apiKey = made({ jti: name });
    await called.caller({ apiKey, in: [{ where, name }] });
    const { status, text } = await send(apiKey);
    expect(status).toBe(200);
    expect(text).not.toContain(apiKey);
    expect((await call([["X-API-Key", apiKey]])).status).toBe(401);
  });

  it("takes nobody's tokens: what is proven by its signature is one", async () => {
    const secret = "a secret that both of them have seen";
    const holder = await called.caller({
      type: "jwt",
      algorithm: "HS256",
      issuer: "https://seen.several.example",
      secret,
    });
    const jwt = token(
      { alg: "HS256" },
      { iss: "https://seen.several.example", sub: "x", exp: inAnHour() },
      byHmac(secret),
    );
    await called.caller({ apiKey: jwt });
    const { status, json } = await call([["Authorization", `Bearer ${jwt}`]]);
    expect([status, json.headers["x-credential-id"]]).toEqual([200, [holder.credential.id]]);
  });
});

it("an empty key header beside a good key is none", async () => {
  for (const name of ["apikey", "X-API-Key"]) {
    const good: Lines = [["Authorization", `Bearer ${key(one)}`]];
    expect((await call([[name, ""], ...good])).status).toBe(200);
    expect((await call([[name, ""]])).status).toBe(401);
  }
});

it("X-HTTP-Method-Override and its kin change nothing that scopes, signatures or the upstream see", async () => {
  const scopes = [{ name: "read", methods: ["GET"] }];
  const { slug } = await called.make.service("providers", {
    upstream: { url: called.echo },
    approval: "auto",
    scopes,
  });
  const caller = await called.caller({ type: "aksk" });
  await called.make.apply(caller.consumer, slug);
  const { accessKey = "", secretKey = "" } = caller.secret;
  const url = `${called.latchkey.gateway}/${slug}/orders`;
  for (const name of ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
    for (const [method, override, expected] of [
      ["GET", "DELETE", 200],
      ["DELETE", "GET", 403],
    ] as const) {
      const signed = await signRfc9421({ method, url }, { accessKey, secretKey }, new Date());
      const { status, json } = await sendRaw(url, { method, headers: { ...signed, [name]: override } });
      expect([name, method, status]).toEqual([name, method, expected]);
      if (method === "GET")
        expect([json.method, json.headers[name.toLowerCase()]]).toEqual(["GET", undefined]);
    }
});

describe("an API key", () => {
  const places = [
    [
      "header",
      "X-Old-Key",
      (value: string) => sendRaw(called.url("/x"), { headers: { "x-old-key": value } }),
    ],
    [
      "header",
      "X-Bearer",
      (value: string) => sendRaw(called.url("/x"), { headers: { "x-bearer": `Bearer ${value}` } }),
    ],
    ["query", "api_key", (value: string) => sendRaw(called.url(`/x?api_key=${value}`))],
    [
      "cookie",
      "key",
      (value: string) => sendRaw(called.url("/x"), { headers: { cookie: `a=1; key=${value}` } }),
    ],
  ] as const;

  it.each(places)(
    "goes through in the %s %s where its credential says so, minted or imported",
    async (where, name, send) => {
      const minted = await called.caller({ in: [{ where, name }] });
      const apiKey = `imported-key-${where}-${name}`;
      await called.caller({ in: [{ where, name }], apiKey });
      for (const value of [key(minted), apiKey]) {
        const { status, text } = await send(value);
        expect(status).toBe(200);
        expect(text).not.toContain(value);
        expect((await sendRaw(called.url("/x"), { headers: { "X-API-Key": value } })).status).toBe(401);
      }
    },
  );

  it("imported as its SHA-256, or in APISIX's header, goes through", async () => {
    await called.caller({ apiKeySha256: "2bf5c6ea45d7d9a6ae3bd17ec25a1b3a4e5d3b5e9d0c6f8a7b1c2d3e4f5a6b7c" });
    const { createHash } = await import("node:crypto");
    const apiKey = "a-key-that-was-only-known-as-its-hash";
    await called.caller({ apiKeySha256: createHash("sha256").update(apiKey).digest("hex") });
    expect((await call([["apikey", apiKey]])).status).toBe(200);
    expect((await call([["Authorization", `ApiKey ${apiKey}`]])).status).toBe(200);
  });

  it("that could be anybody's costs nobody else anything: an unknown one is refused in every place", async () => {
    for (const headers of [
      [["X-Old-Key", "an-unknown-key-of-old"]],
      [["Cookie", "key=an-unknown-key-of-old"]],
    ] as const)
      expect((await call(headers, "/orders?api_key=another-unknown-key")).status).toBe(401);
  });
});

describe("what a token says in a place that anybody can write", () => {
  it("counts only where its credential looks for it", async () => {
    const iss = "https://tentative.example";
    await called.caller({
      type: "jwt",
      algorithm: "EdDSA",
      issuer: iss,
      publicKey: spki(ed.publicKey),
      in: [{ where: "cookie", name: "t" }],
    });
    const jwt = token({ alg: "EdDSA" }, { iss, sub: "x", exp: inAnHour() }, byEd);
    expect((await call([["Cookie", `t=${jwt}`]])).status).toBe(200);
    expect(
      (
        await call([
          ["X-API-Key", key(one)],
          ["Cookie", `t=${jwt}`],
        ])
      ).status,
    ).toBe(401);
    expect(
      (
        await call([
          ["X-API-Key", key(one)],
          ["Cookie", `u=${jwt}`],
        ])
      ).status,
    ).toBe(200);
  });
});
