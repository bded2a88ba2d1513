import { generateKeyPairSync } from "node:crypto";
import { parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import { describe, expect, it } from "vitest";
import type { KeyRings } from "../../../key-ring/key-ring.ts";
import { seal } from "../../../key-ring/seal.ts";
import { type JwksSource, NO_JWKS, type PublishedKey } from "../../../proof/jwks-source.ts";
import { aJwtCredential } from "../../../testing/credentials.ts";
import { aRing, countingBytes, keysOf, NOW, timeAt } from "../../../testing/records.ts";
import type { JwtKey as StoredKey } from "../jwt-credential.ts";
import { createJwtKeys } from "./jwt-keys.ts";

const ring = aRing("k1");
const ed = generateKeyPairSync("ed25519").publicKey;
const pem = ed.export({ type: "spki", format: "pem" }).toString();
const jwk = { ...ed.export({ format: "jwk" }) };
const ec = { ...generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" }) };

const aToken = (alg: string, kid?: string) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const parsed = parseJwt(`${part({ alg, ...(kid ? { kid } : {}) })}.${part({})}.AAAA`);
  if (!parsed) throw new Error("This is a token.");
  return parsed;
};

const secret = (letter: string, validUntil?: string) => ({
  sealed: seal(ring, letter.repeat(32), "crd_1", countingBytes),
  encoding: "text" as const,
  ...(validUntil ? { validUntil } : {}),
});

const keysFor = async (
  key: StoredKey,
  now = NOW,
  jwks: JwksSource = NO_JWKS,
  keys: KeyRings = keysOf(ring),
) => {
  const algorithms = key.kind === "secret" ? (["HS256"] as const) : (["EdDSA"] as const);
  const credential = aJwtCredential({ key, algorithms: [...algorithms] });
  return createJwtKeys(keys, jwks)(credential, "callers", aToken(algorithms[0]), now);
};

describe("the keys of a JWT credential", () => {
  it.each<[string, StoredKey, number]>([
    ["a shared secret", { kind: "secret", secrets: [secret("a")] }, 1],
    [
      "a new secret and the former one in its overlap",
      { kind: "secret", secrets: [secret("b"), secret("a", timeAt(NOW + 1))] },
      2,
    ],
    [
      "a new secret alone once the overlap has ended",
      { kind: "secret", secrets: [secret("b"), secret("a", timeAt(NOW))] },
      1,
    ],
    [
      "no secret that is too short for the algorithm",
      { kind: "secret", secrets: [{ ...secret("a"), sealed: seal(ring, "short", "crd_1", countingBytes) }] },
      0,
    ],
    ["a PEM", { kind: "pem", pem }, 1],
    ["a JWK", { kind: "jwk", jwk }, 1],
    ["no PEM that cannot be read", { kind: "pem", pem: "no key" }, 0],
    ["no JWK of another algorithm", { kind: "jwk", jwk: ec }, 0],
  ])("are %s", async (_what, key, count) => {
    expect(await keysFor(key)).toHaveLength(count);
  });

  it("end with their overlap, though they were opened before, once for a revision", async () => {
    let opened = 0;
    const keys: KeyRings = {
      ring: async () => {
        opened += 1;
        return ring;
      },
      refresh: async () => ring,
    };
    const find = createJwtKeys(keys, NO_JWKS);
    const key: StoredKey = { kind: "secret", secrets: [secret("b"), secret("a", timeAt(NOW + 1000))] };
    const credential = aJwtCredential({ key });
    const counts = [];
    for (const now of [NOW, NOW + 999, NOW + 1000])
      counts.push((await find(credential, "callers", aToken("HS256"), now)).length);
    expect(counts).toEqual([2, 2, 1]);
    const once = opened;
    await find({ ...credential, revision: 2 }, "callers", aToken("HS256"), NOW);
    expect([once, opened]).toEqual([1, 2]);
  });
});

describe("the keys that an issuer publishes", () => {
  const published = (keys: readonly PublishedKey[]) => {
    const asked: unknown[][] = [];
    const jwks: JwksSource = {
      ...NO_JWKS,
      keys: async (...question) => {
        asked.push(question);
        return keys;
      },
    };
    const uri = "https://issuer.test/jwks.json";
    const credential = aJwtCredential({ key: { kind: "jwks", uri }, algorithms: ["EdDSA", "ES256"] });
    const find = (alg: string) =>
      createJwtKeys(keysOf(ring), jwks)(credential, "callers", aToken(alg, "k1"), NOW);
    return { asked, find, uri };
  };

  it("are asked for by the token's key id, for the credential's team", async () => {
    const { asked, find, uri } = published([jwk]);
    await find("EdDSA");
    expect(asked).toEqual([[uri, "k1", "callers", NOW]]);
  });

  it("are those of the token's algorithm", async () => {
    const { find } = published([ec, jwk, { kty: "none" }]);
    expect((await find("EdDSA")).map(({ key }) => key.algorithms)).toEqual([["EdDSA"]]);
    expect((await find("ES256")).map(({ key }) => key.algorithms)).toEqual([["ES256"]]);
  });

  it("are four at the most", async () => {
    const { find } = published(Array.from({ length: 9 }, () => ({ ...jwk })));
    expect(await find("EdDSA")).toHaveLength(4);
  });
});
