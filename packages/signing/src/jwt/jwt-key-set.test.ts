import { describe, expect, it } from "vitest";
import { ec, hs, now, rsa, rsaPem, secret } from "../../test/tokens.ts";
import { JwtKeyError, readJwtKeys } from "./jwt-key-set.ts";
import { verifyJwt } from "./verify-jwt.ts";

const jwk = rsa.publicKey.export({ format: "jwk" });

describe("keys that are read once", () => {
  it.each([
    ["a private key", { jwk: rsa.privateKey.export({ format: "jwk" }) }, "private", "d"],
    ["a JWK for encryption", { jwk: { ...jwk, use: "enc" } }, "does-not-fit", "use"],
    ["a key of another kind", { jwk: ec.publicKey.export({ format: "jwk" }) }, "does-not-fit", "kty"],
    ["a shared secret", { secret }, "does-not-fit", undefined],
    ["something else", { pem: "a key" }, "unreadable", undefined],
  ])("cannot be %s", (_, input, code, member) => {
    const read = () => readJwtKeys(input, ["RS256"]);
    expect(read).toThrow(JwtKeyError);
    expect(read).toThrow(expect.objectContaining({ name: "JwtKeyError", code, member }));
  });

  it("cannot be a secret that is shorter than the hash", () => {
    const short = () => readJwtKeys({ secret: "too short" }, ["HS256"]);
    expect(short).toThrow(expect.objectContaining({ code: "too-short" }));
  });

  it("are those of a set that can be used", () => {
    const { usable } = readJwtKeys({ keys: [{ kty: "oct", k: "AA" }, { ...jwk, kid: "k" }, {}] }, ["RS256"]);
    expect(usable).toMatchObject([{ algorithms: ["RS256"], keyId: "k" }]);
    expect(readJwtKeys({ jwk: { ...jwk, kid: 7 } }, ["RS256"]).usable[0]).not.toHaveProperty("keyId");
    expect(readJwtKeys({ pem: rsaPem }, ["RS256", "PS256"]).usable[0]?.algorithms).toEqual([
      "RS256",
      "PS256",
    ]);
  });

  it("are kept to their algorithms, whatever a call allows", async () => {
    const keys = readJwtKeys({ secret: Buffer.concat([secret, secret]) }, ["HS512"]);
    const token = hs('{"alg":"HS256"}', `{"exp":${now + 60}}`, Buffer.concat([secret, secret]));
    expect(await verifyJwt(token, keys, { algorithms: ["HS256"], now })).toEqual({
      outcome: "refused",
      reason: "no-key",
    });
  });
});
