import { describe, expect, it } from "vitest";
import { key, type Lines, severalCredentials } from "./several-credentials.fixture.ts";
import { byEd, inAnHour, token } from "./tokens.fixture.ts";

const { basic, call, called, one, other, wrong } = severalCredentials();

describe("several credentials in one request", () => {
  it("of one consumer go through, and none reaches the upstream", async () => {
    const { status, json } = await call([
      ["X-API-Key", key(one())],
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
        ["X-API-Key", key(one())],
        ["apikey", key(other())],
      ],
    ],
    [
      "two keys in one header, twice",
      () => [
        ["X-API-Key", key(one())],
        ["X-API-Key", key(other())],
      ],
    ],
    [
      "two keys in one header, twice, in two casings",
      () => [
        ["X-API-Key", key(one())],
        ["x-api-key", key(other())],
      ],
    ],
    [
      "another consumer's login",
      () => [
        ["X-API-Key", key(other())],
        ["Authorization", basic()],
      ],
    ],
    [
      "a wrong password beside a right key",
      () => [
        ["X-API-Key", key(one())],
        ["Authorization", wrong()],
      ],
    ],
    [
      "an unknown key beside a right one",
      () => [
        ["X-API-Key", key(one())],
        ["apikey", "an-unknown-key-of-old"],
      ],
    ],
    [
      "a broken signature beside a right key",
      () => [
        ["X-API-Key", key(one())],
        ["Authorization", "AWS4-HMAC-SHA256 x"],
      ],
    ],
    [
      "two Authorization headers",
      () => [
        ["Authorization", `Bearer ${key(one())}`],
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
        ["X-API-Key", key(one())],
        ["Authorization", `Bearer ${key(one())}`],
      ],
      `/orders?k=${key(one())}&a=1`,
    );
    expect([status, json.url, json.headers.authorization]).toEqual([200, "/orders?a=1", undefined]);
  });

  it("a key in a position that its credential does not name is not accepted, nor is a session's token", async () => {
    const session = token(
      { alg: "EdDSA" },
      { iss: "https://session.example", sub: "x", exp: inAnHour() },
      byEd,
    );
    expect(
      (
        await call(
          [
            ["X-API-Key", key(one())],
            ["Cookie", `session=${session}`],
          ],
          `/orders?k=${key(other())}`,
        )
      ).status,
    ).toBe(200);
  });

  it("a key of another consumer in an allowed position makes the call ambiguous", async () => {
    const inQuery = await called().caller({ in: [{ where: "query", name: "api_key" }] });
    expect((await call([], `/orders?api_key=${key(inQuery)}`)).status).toBe(200);
    expect((await call([["X-API-Key", key(one())]], `/orders?api_key=${key(inQuery)}`)).status).toBe(401);
  });

  it("Authorization-Type says which one counts, and the other is the upstream's", async () => {
    const { status, json } = await call([
      ["X-API-Key", key(one())],
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
          ["Authorization", key(one())],
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
