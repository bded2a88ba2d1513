import { API_KEY_RANDOM_BYTES, mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { describe, expect, it } from "vitest";
import { createCallReaders } from "../call-records/call-readers.ts";
import type { TokenNames } from "../call-records/call-records.ts";
import { apiKeyPointers } from "../credential/api-key/api-key-pointer.ts";
import { usernamePointer } from "../credential/basic/username-pointer.ts";
import { sha256 } from "../key-ring/pepper.ts";
import { requestOf } from "../presented/call-request.fixture.ts";
import type { Presented, PresentedAt } from "../presented/presented.ts";
import { countingBytes, NOW } from "../testing/records.ts";
import { DEFAULT_AUTHORIZER_SETTINGS } from "./authorize.ts";
import { calledTable, ring } from "./called-table.fixture.ts";
import { isUpstreamsOwn } from "./upstreams-own.ts";

const keys = { ring: async () => ring, refresh: async () => ring };
const minted = mintApiKey("0123456789ABCDEF", countingBytes(API_KEY_RANDOM_BYTES), "abcdef");
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const token = `${encoded({ alg: "HS256" })}.${encoded({ iss: "https://issuer.test", sub: "a" })}.c2ln`;
const login: Presented = { type: "basic", login: { username: "ana", password: "secret" } };
const jwt: Presented = { type: "jwt", token };
const key = (value: string): Presented => ({ type: "api-key", value });

interface Known {
  pointers?: string[];
  owners?: string[];
  withSecret?: string[];
}

const isTheirs = (
  presented: Presented,
  { pointers = [], owners = [], withSecret = [] }: Known = {},
  { lines = ["value"], name = "authorization" } = {},
) => {
  const place = { consumerId: "con_1", lookup: "abcdef" };
  const store = {
    ...calledTable().store,
    byPointers: async (names: readonly string[]) =>
      new Map(names.filter((each) => pointers.includes(each)).map((each) => [each, place])),
    byToken: async ({ issuers }: TokenNames) => ({
      holders: new Map(),
      owners: new Map(
        issuers.filter((each) => owners.includes(each)).map((each) => [each, { team: "a", teams: ["a"] }]),
      ),
    }),
    isNamedWithSecret: async (issuer: string) => withSecret.includes(issuer),
  };
  const reader = createCallReaders(store, DEFAULT_AUTHORIZER_SETTINGS).forVerdict(NOW);
  const at: PresentedAt = { ...presented, positions: [{ where: "header", name }] };
  const request = { ...requestOf("unused", "weather"), headers: { authorization: lines } };
  return isUpstreamsOwn({ keys, reader, ownIssuer: "https://control.test" }, at, request);
};

describe("an Authorization that was not found is still a credential of Latchkey", () => {
  it.each<[string, Presented, Known]>([
    ["in our minted form", key(minted), {}],
    [
      "as an imported key",
      key("an-imported-key-of-old"),
      { pointers: apiKeyPointers(ring, sha256("an-imported-key-of-old")) },
    ],
    ["as a login of a known user", login, { pointers: [usernamePointer("ana")] }],
    ["as a token of an issuer with an owner", jwt, { owners: ["https://issuer.test"] }],
    ["as a token of an issuer that is named with a secret", jwt, { withSecret: ["https://issuer.test"] }],
  ])("%s", async (_what, presented, known) => {
    expect(await isTheirs(presented, known)).toBe(false);
  });

  it("where there are two lines, or it stood in another header", async () => {
    expect(await isTheirs(login, {}, { lines: ["one", "two"] })).toBe(false);
    expect(await isTheirs(login, {}, { name: "x-login" })).toBe(false);
  });
});

describe("an Authorization is the upstream's", () => {
  it.each<[string, Presented]>([
    ["a key that is not imported", key("an-imported-key-of-old")],
    ["a login of an unknown user", login],
    ["a token of an issuer that no credential names", jwt],
    ["what only looks like a token", { type: "jwt", token: "not.a.token" }],
  ])("with %s", async (_what, presented) => {
    expect(await isTheirs(presented)).toBe(true);
  });
});
