import { signRfc9421 } from "@latchkey/signing/rfc9421/sign-rfc9421";
import { describe, expect, it } from "vitest";
import { sendRaw } from "./send-raw.fixture.ts";
import { key, type Lines, PLACES, severalCredentials } from "./several-credentials.fixture.ts";
import { byEd, edTokens, inAnHour, token } from "./tokens.fixture.ts";

const { call, called, one, sendAt } = severalCredentials();

it("an empty key header beside a valid key is ignored", async () => {
  for (const name of ["apikey", "X-API-Key"]) {
    const good: Lines = [["Authorization", `Bearer ${key(one())}`]];
    expect((await call([[name, ""], ...good])).status).toBe(200);
    expect((await call([[name, ""]])).status).toBe(401);
  }
});

it("X-HTTP-Method-Override and its kin change nothing that scopes, signatures or the upstream see", async () => {
  const scopes = [{ name: "read", methods: ["GET"] }];
  const { slug } = await called().make.service("providers", {
    upstream: { url: called().echo },
    approval: "auto",
    scopes,
  });
  const caller = await called().caller({ type: "aksk" });
  await called().make.apply(caller.consumer, slug);
  const { accessKey = "", secretKey = "" } = caller.secret;
  const url = `${called().latchkey.gateway}/${slug}/orders`;
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
  it.each(PLACES)(
    "goes through in the %s %s where its credential says so, minted or imported",
    async (where, name, at) => {
      const minted = await called().caller({ in: [{ where, name }] });
      const apiKey = `imported-key-${where}-${name}`;
      await called().caller({ in: [{ where, name }], apiKey });
      for (const value of [key(minted), apiKey]) {
        const { status, text } = await sendAt(at(value));
        expect(status).toBe(200);
        expect(text).not.toContain(value);
        expect((await sendRaw(called().url("/x"), { headers: { "X-API-Key": value } })).status).toBe(401);
      }
    },
  );

  it("imported as its SHA-256, or in APISIX's header, goes through", async () => {
    await called().caller({
      apiKeySha256: "2bf5c6ea45d7d9a6ae3bd17ec25a1b3a4e5d3b5e9d0c6f8a7b1c2d3e4f5a6b7c",
    });
    const { createHash } = await import("node:crypto");
    const apiKey = "a-key-that-was-only-known-as-its-hash";
    await called().caller({ apiKeySha256: createHash("sha256").update(apiKey).digest("hex") });
    expect((await call([["apikey", apiKey]])).status).toBe(200);
    expect((await call([["Authorization", `ApiKey ${apiKey}`]])).status).toBe(200);
  });

  it("of any form delays no other call: an unknown one is refused in every position", async () => {
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
    await called().caller(edTokens(iss, { in: [{ where: "cookie", name: "t" }] }));
    const jwt = token({ alg: "EdDSA" }, { iss, sub: "x", exp: inAnHour() }, byEd);
    expect((await call([["Cookie", `t=${jwt}`]])).status).toBe(200);
    const withKey = async (cookie: [string, string]) =>
      (await call([["X-API-Key", key(one())], cookie])).status;
    expect(await withKey(["Cookie", `t=${jwt}`])).toBe(401);
    expect(await withKey(["Cookie", `u=${jwt}`])).toBe(200);
  });
});
