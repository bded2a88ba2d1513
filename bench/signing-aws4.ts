import { createHmac, hash, type KeyObject, timingSafeEqual } from "node:crypto";
import { Sha256 } from "@aws-crypto/sha256-js";
import { createAws4SigningKeys, deriveAws4Key } from "@latchkey/signing/aws4/aws4-signing-keys";
import { parseAws4 } from "@latchkey/signing/aws4/parse-aws4";
import { aws4Authorization, proveAws4 } from "@latchkey/signing/aws4/prove-aws4";
import { verifyAws4 } from "@latchkey/signing/aws4/verify-aws4";
import type { SignedRequest } from "@latchkey/signing/signed-request";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import type { BenchCase } from "./bench-case.ts";

const group = "SigV4 verify, 3 signed headers, signing key cached, body hash given";
const accessKey = "LK0aB1cD2eF3gH4iJ5abcdef";
const secretKey = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00";
const timestamp = "20260101T000000Z";
const now = Date.UTC(2026, 0, 1) / 1000;
const signer = { accessKey, secretKey, region: "us-east-1", service: "execute-api" };

export const aws4Cases = async (): Promise<readonly BenchCase[]> => {
  const digest = hash("sha256", "x".repeat(212), "hex");
  const names = ["content-type", "host", "x-amz-date"];
  const unsigned: SignedRequest = {
    method: "POST",
    path: "/v1/orders/42",
    query: [
      ["limit", "10"],
      ["sort", "name"],
    ],
    headers: {
      "content-type": ["application/json"],
      host: ["api.example.com"],
      "x-amz-date": [timestamp],
      "x-amz-content-sha256": [digest],
    },
  };
  const { signature } = await proveAws4(unsigned, names, signer, timestamp, digest);
  const authorization = aws4Authorization(signer, timestamp, names, signature);
  const request = { ...unsigned, headers: { ...unsigned.headers, authorization: [authorization] } };
  const signingKeys = createAws4SigningKeys();
  const bareKeys = new Map([
    [
      `${secretKey}/20260101/us-east-1/execute-api`,
      deriveAws4Key(secretKey, "20260101", "us-east-1", "execute-api"),
    ],
  ]);
  const smithy = new SignatureV4({
    service: "execute-api",
    region: "us-east-1",
    sha256: Sha256,
    applyChecksum: false,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  });
  return [
    { group, name: "node:crypto", role: "floor", run: () => bareVerify(request, digest, bareKeys) },
    {
      group,
      name: "latchkey",
      role: "ours",
      atLeast: 0.8,
      run: () => {
        const parsed = parseAws4(request);
        if (parsed?.outcome !== "claimed") throw new Error("malformed");
        const verdict = verifyAws4(request, parsed.claim, secretKey, now, { signingKeys });
        if (verdict.outcome !== "accepted") throw new Error("refused");
      },
    },
    {
      group,
      name: "@smithy/signature-v4 (signs, as it cannot verify)",
      role: "peer",
      run: () =>
        smithy.sign(
          new HttpRequest({
            method: "POST",
            hostname: "api.example.com",
            path: "/v1/orders/42",
            query: { limit: "10", sort: "name" },
            headers: {
              "content-type": "application/json",
              host: "api.example.com",
              "x-amz-content-sha256": digest,
            },
          }),
          { signingDate: new Date(now * 1000) },
        ),
    },
  ];
};

/** The least that one could write with node:crypto: no bounds, no checks of form, a query that needs no encoding. */
const bareVerify = (request: SignedRequest, digest: string, keys: ReadonlyMap<string, KeyObject>): void => {
  const value = request.headers["authorization"]?.[0] ?? "";
  const [, credential = "", names = "", given = ""] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(value) ??
    [];
  const [, date, region, service] = credential.split("/");
  const time = request.headers["x-amz-date"]?.[0] ?? "";
  const query = request.query
    .map(([name, one]) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`)
    .sort()
    .join("&");
  let headers = "";
  for (const name of names.split(";")) headers += `${name}:${request.headers[name]?.join(",").trim()}\n`;
  const canonical = `${request.method}\n${request.path}\n${query}\n${headers}\n${names}\n${digest}`;
  const scope = `${date}/${region}/${service}`;
  const toSign = `AWS4-HMAC-SHA256\n${time}\n${scope}/aws4_request\n${hash("sha256", canonical, "hex")}`;
  const key = keys.get(`${secretKey}/${scope}`);
  if (!key) throw new Error("key");
  const expected = createHmac("sha256", key).update(toSign).digest();
  if (!timingSafeEqual(expected, Buffer.from(given, "hex"))) throw new Error("signature");
};
