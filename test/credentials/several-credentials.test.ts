import { beforeAll, describe, expect, it } from "vitest";
import { type Called, type Caller, sharedCalled } from "./called.fixture.ts";
import { sendRaw } from "./send-raw.fixture.ts";
import { byEd, ed, inAnHour, spki, token } from "./tokens.fixture.ts";

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
      "an unknown token beside a right key",
      () => [
        ["X-API-Key", key(one)],
        [
          "Authorization",
          `Bearer ${token({ alg: "EdDSA" }, { iss: "https://x.example", sub: "x", exp: inAnHour() }, byEd)}`,
        ],
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
