import { generateKeyPairSync, sign as nodeSign, verify as nodeVerify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ecdsaToDer } from "./ecdsa-der.ts";

const strip = (bytes: Uint8Array): string => BigInt(`0x${Buffer.from(bytes).toString("hex")}`).toString(16);

const derIntegers = (der: Uint8Array): string[] => {
  const found: string[] = [];
  let at = der[1] === 0x81 ? 3 : 2;
  while (at < der.length) {
    const length = der[at + 1] ?? 0;
    found.push(strip(der.subarray(at + 2, at + 2 + length)));
    at += 2 + length;
  }
  return found;
};

describe("an ECDSA signature", () => {
  it("is converted to DER as OpenSSL makes it, leading zeros and all", () => {
    for (const [namedCurve, bytes] of [
      ["P-256", 32],
      ["P-384", 48],
      ["P-521", 66],
    ] as const) {
      const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve });
      for (let round = 0; round < 300; round++) {
        const signature = nodeSign("sha256", Buffer.from(String(round)), {
          key: privateKey,
          dsaEncoding: "ieee-p1363",
        });
        const der = ecdsaToDer(signature);
        expect(signature).toHaveLength(bytes * 2);
        expect(nodeVerify("sha256", Buffer.from(String(round)), publicKey, der)).toBe(true);
        expect(derIntegers(der)).toEqual(
          [signature.subarray(0, bytes), signature.subarray(bytes)].map(strip),
        );
      }
    }
  });
});
