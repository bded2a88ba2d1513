import { describe, expect, it } from "vitest";
import { sharedVectors } from "../../test/shared-vectors.ts";
import { parseBasicDate } from "../basic-date.ts";
import { EMPTY_SHA256 } from "../signature/body-digest.ts";
import type { SignedRequest } from "../signed-request.ts";
import { hmacSha256, sha256Hex, toHex } from "../web-crypto.ts";
import { parseGatewayHmac } from "./parse-gateway-hmac.ts";
import { proveGatewayHmac } from "./prove-gateway-hmac.ts";
import { verifyGatewayHmac } from "./verify-gateway-hmac.ts";

interface Vector {
  source: string;
  algorithm: "HMAC-SHA256";
  method: string;
  path: string;
  query: [string, string][];
  headers: [string, string][];
  body: string;
  secretKey: string;
  canonicalRequestSha256: string;
  signature: string;
}

interface Vectors {
  apipark: Vector[];
  huaweiLastStep: { stringToSign: string; secretKey: string; signature: string };
}

const NONE: Vectors = { apipark: [], huaweiLastStep: { stringToSign: "", secretKey: "", signature: "" } };
const vectors = sharedVectors("hmac.json", NONE);

const read = (vector: Vector): { request: SignedRequest; names: string[]; timestamp: string } => {
  const names = vector.headers.map(([name]) => name);
  const timestamp = vector.headers.find(([name]) => name === "x-gateway-date")?.[1] ?? "";
  const authorization = `${vector.algorithm} Access=AK, SignedHeaders=${names.join(";")}, Signature=${vector.signature}`;
  const headers: Record<string, string[]> = { authorization: [authorization] };
  for (const [name, value] of vector.headers) headers[name] = [value];
  return {
    request: { method: vector.method, path: vector.path, query: vector.query, headers },
    names,
    timestamp,
  };
};

describe.skipIf(vectors.apipark.length === 0)(
  "the signatures that APIPark and Huawei publish (skipped without the shared vectors)",
  () => {
    it.each(vectors.apipark)("are made: $source, $path", async (vector) => {
      const { request, names, timestamp } = read(vector);
      const digest = await sha256Hex(vector.body);
      const proof = await proveGatewayHmac(
        request,
        names,
        vector.algorithm,
        vector.secretKey,
        timestamp,
        digest,
      );
      expect(await sha256Hex(proof.canonicalRequest)).toBe(vector.canonicalRequestSha256);
      expect(proof.stringToSign).toBe(`HMAC-SHA256\n${timestamp}\n${vector.canonicalRequestSha256}`);
      expect(proof.signature).toBe(vector.signature);
    });

    it.each(vectors.apipark)("are verified: $source, $path", async (vector) => {
      const { request, timestamp } = read(vector);
      const parsed = parseGatewayHmac(request);
      if (parsed?.outcome !== "claimed") throw new Error("not understood");
      expect(parsed.claim.accessKey).toBe("AK");
      const bodySha256 = await sha256Hex(vector.body);
      const now = parseBasicDate(timestamp) ?? Number.NaN;
      const options = { bodySha256 };
      expect(verifyGatewayHmac(request, parsed.claim, vector.secretKey, now, options)).toMatchObject({
        outcome: "accepted",
        body: bodySha256 === EMPTY_SHA256 ? "none" : { sha256: bodySha256 },
      });
      expect(verifyGatewayHmac(request, parsed.claim, `${vector.secretKey}x`, now, options).outcome).toBe(
        "refused",
      );
    });

    it("agree in the last step with Huawei's own", async () => {
      const { stringToSign, secretKey, signature } = vectors.huaweiLastStep;
      expect(toHex(await hmacSha256(secretKey, stringToSign))).toBe(signature);
    });
  },
);
