import { describe, expect, it } from "vitest";
import { importKong } from "./import-kong.ts";

const consumer = (fields: object) => ({ consumers: [{ username: "alice", ...fields }] });
const of = (file: object) => {
  const { consumers, skipped } = importKong({ ...file });
  return { ...consumers[0], why: skipped.map(({ why }) => why) };
};

describe("what Kong has that is not imported is told", () => {
  it.each([
    ["a short key", { keyauth_credentials: [{ key: "short" }] }, /16 to 256/],
    [
      "a key of ours",
      { keyauth_credentials: [{ key: `lk_${"a".repeat(16)}_${"b".repeat(42)}` }] },
      /16 to 256/,
    ],
    [
      "a hash without the id",
      { basicauth_credentials: [{ username: "a", password: "0".repeat(40) }] },
      /--with-id/,
    ],
    ["a short password", { basicauth_credentials: [{ username: "a", password: "short" }] }, /8 to 256/],
    [
      "a user name with a colon",
      { basicauth_credentials: [{ username: "a:b", password: "long enough" }] },
      /colon/,
    ],
    ["a short secret of JWT", { jwt_secrets: [{ key: "k", secret: "short" }] }, /at least 32 bytes/],
    ["a token without a key", { jwt_secrets: [{ key: "k", algorithm: "RS256" }] }, /public key/],
    ["an algorithm that is none", { jwt_secrets: [{ key: "k", algorithm: "none" }] }, /not accepted/],
    ["a short secret of hmac", { hmacauth_credentials: [{ username: "abc", secret: "short" }] }, /16 to 256/],
    ["OAuth", { oauth2_credentials: [{ client_id: "x" }] }, /no such type/],
    ["another plugin", { plugins: [{ name: "bot-detection" }] }, /no such plugin/],
    [
      "a plugin that is off",
      { plugins: [{ name: "rate-limiting", enabled: false, config: { minute: 1 } }] },
      /disabled/,
    ],
    ["a limit by year", { plugins: [{ name: "rate-limiting", config: { year: 1 } }] }, /day, week or month/],
  ])("%s", (_, fields, why) => {
    const read = of(consumer(fields));
    expect(read.why).toEqual([expect.stringMatching(why)]);
    expect([read.credentials, read.plugins]).toEqual([[], {}]);
  });
});

describe("a consumer of Kong's", () => {
  it("has the credentials that stand beside it too", () => {
    const file = {
      ...consumer({ id: "c1" }),
      keyauth_credentials: [
        { consumer: { id: "c1" }, key: "k".repeat(16) },
        { consumer: "bob", key: "b".repeat(16) },
      ],
    };
    expect(of(file).credentials).toMatchObject([{ type: "api-key", apiKey: "k".repeat(16) }]);
  });

  it("may call the services whose groups let it in", () => {
    const acl = (config: object) => [{ name: "acl", config }];
    const services = [
      { name: "open" },
      { name: "ours", plugins: acl({ allow: ["staff"] }) },
      { name: "theirs", plugins: acl({ allow: ["others"] }) },
      { name: "closed", plugins: acl({ deny: ["staff"] }) },
    ];
    const file = { ...consumer({ acls: [{ group: "staff" }] }), services };
    expect(of(file).services).toEqual([
      ["open", "kong"],
      ["ours", "kong"],
    ]);
    expect(of(consumer({})).services).toEqual([["kong"]]);
  });

  it("presents its key where the file's plugins say, and as with us", () => {
    const services = [
      { name: "s", plugins: [{ name: "key-auth", config: { key_names: ["X-Old"], key_in_query: false } }] },
    ];
    const file = { ...consumer({ keyauth_credentials: [{ key: "k".repeat(16) }] }), services };
    expect(of(file).credentials?.[0]?.["in"]).toEqual([
      { where: "header", name: "X-Old" },
      { where: "header", name: "X-API-Key" },
      { where: "header", name: "Authorization" },
    ]);
  });
});
