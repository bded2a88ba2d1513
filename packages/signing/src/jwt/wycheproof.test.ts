import { describe, expect, it } from "vitest";
import { sharedVectors } from "../../test/shared-vectors.ts";
import { isJwtAlgorithm } from "./jwt-algorithm.ts";
import { type JwtKeyReading, jwtKeyFromJwk, jwtKeyFromSecret } from "./jwt-key.ts";
import { parseJws } from "./parse-jwt.ts";
import { verifyJwtSignature } from "./verify-jwt-signature.ts";

/** Cases that cannot be met as they are labelled, with the reason. */
const UNUSABLE = new Map([
  [346, "a PS384 token beside a key that says PS256"],
  [350, "a PS384 token beside a key that says PS256"],
  [347, "an ES512 token beside a key that says ES521, which no algorithm is called"],
  [351, "an ES512 token beside a key that says ES521, which no algorithm is called"],
  [367, "the very text of 357, which is valid, labelled invalid"],
  [370, "the very text of 357, which is valid, labelled invalid"],
  [372, "a question mark inside the header, labelled valid"],
  [373, "a question mark inside the payload, labelled valid"],
]);

interface Group {
  public?: Record<string, unknown>;
  private: Record<string, unknown>;
  tests: { tcId: number; comment: string; jws: string; result: "valid" | "invalid" }[];
}

const { testGroups: groups } = sharedVectors<{ testGroups: Group[] }>("wycheproof-jws.json", {
  testGroups: [],
});

/** The key as its JWK says; where that names no algorithm, as the suite's comment does not either, the one it is for. */
const readKey = ({ public: publicKey, private: privateKey }: Group): JwtKeyReading => {
  const jwk = publicKey ?? privateKey;
  const named = jwk["alg"] ?? (jwk["kty"] === "EC" ? "ES256" : "RS256");
  const algorithms = isJwtAlgorithm(named) ? [named] : [];
  if (publicKey) return jwtKeyFromJwk(algorithms, publicKey);
  return jwtKeyFromSecret(algorithms, Buffer.from(String(privateKey["k"]), "base64url"));
};

const cases = groups.flatMap((group) => group.tests.map((test) => ({ ...test, key: readKey(group) })));
const usable = cases.filter(({ tcId }) => !UNUSABLE.has(tcId));

describe.skipIf(groups.length === 0)(
  "Wycheproof's JSON Web Signatures (skipped without the shared vectors)",
  () => {
    it("are 401, of which 393 are usable", () => {
      expect(cases).toHaveLength(401);
      expect(usable).toHaveLength(393);
      expect(cases.find(({ tcId }) => tcId === 367)?.jws).toBe(cases.find(({ tcId }) => tcId === 357)?.jws);
      expect(cases.find(({ tcId }) => tcId === 370)?.jws).toBe(cases.find(({ tcId }) => tcId === 357)?.jws);
    });

    it.each(usable)("$tcId $comment is $result", ({ jws, key, result }) => {
      const parsed = parseJws(jws);
      const held = parsed !== undefined && key.outcome === "usable" && verifyJwtSignature(parsed, key.key);
      expect(held).toBe(result === "valid");
    });
  },
);
