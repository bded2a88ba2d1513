import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import aws4 from "aws4";
import { AwsV4Signer } from "aws4fetch";
import { describe, expect, it } from "vitest";
import { accessKey, clock, now, received, secretKey } from "../../test/schemes.ts";
import { completeSignature } from "../signature/completion.ts";
import type { SignatureVerdict } from "../signature/signature-verdict.ts";
import type { SignedRequest } from "../signed-request.ts";
import { sha256Hex } from "../web-crypto.ts";
import { createAws4SigningKeys } from "./aws4-signing-keys.ts";
import { parseAws4 } from "./parse-aws4.ts";
import { signAws4 } from "./sign-aws4.ts";
import { verifyAws4 } from "./verify-aws4.ts";

interface Sample {
  method: string;
  url: string;
  body?: string | Uint8Array;
  headers?: Record<string, string>;
}

const SAMPLES: Record<string, Sample> = {
  GET: { method: "GET", url: "https://api.example.com/v1/orders" },
  "GET with a port": { method: "GET", url: "https://api.example.com:8443/v1/orders" },
  "POST with JSON": {
    method: "POST",
    url: "https://api.example.com/v1/orders",
    body: '{"hello":"wörld"}',
    headers: { "Content-Type": "application/json" },
  },
  "POST with bytes": {
    method: "POST",
    url: "https://api.example.com/v1/upload",
    body: Uint8Array.from({ length: 256 }, (_, byte) => byte),
  },
  "POST without a body": { method: "POST", url: "https://api.example.com/v1/orders" },
  "repeated and reserved query": {
    method: "GET",
    url: "https://api.example.com/v1?b=2&a=1&a=0&q=%21%27%28%29%2A%7E%20%2B%2F&empty=&%C3%A9=%E1%88%B4",
  },
  "UTF-8 and reserved path": { method: "GET", url: "https://api.example.com/v1/caf%C3%A9/a%20b/c(d)/e:f@g" },
  "double slashes": { method: "GET", url: "https://api.example.com//v1//orders/" },
  "spaces in a header": {
    method: "GET",
    url: "https://api.example.com/",
    headers: { "X-Note": "  a   b " },
  },
};

/** Signs as the library's documentation shows, and gives the headers that are sent. */
type Client = (sample: Sample, service: string) => Promise<Record<string, string>>;

const CLIENTS: Record<string, Client> = {
  aws4: async ({ method, url, body, headers = {} }, service) => {
    const { host, pathname, search } = new URL(url);
    const signed = aws4.sign(
      {
        host,
        method,
        path: pathname + search,
        service,
        region: "eu-central-1",
        headers: { ...headers, "X-Amz-Date": "20231114T221320Z" },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : Buffer.from(body) }),
      },
      { accessKeyId: accessKey, secretAccessKey: secretKey },
    );
    return Object.fromEntries(
      Object.entries(signed.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
  },
  aws4fetch: async ({ method, url, body, headers }, service) => {
    const signed = await new AwsV4Signer({
      method,
      url,
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      service,
      datetime: "20231114T221320Z",
      ...(headers ? { headers } : {}),
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) }),
    }).sign();
    return Object.fromEntries(signed.headers);
  },
  "@smithy/signature-v4": async ({ method, url, body, headers = {} }, service) => {
    const { host, hostname, pathname, searchParams } = new URL(url);
    const query: Record<string, string[]> = {};
    for (const [name, value] of searchParams) query[name] = [...(query[name] ?? []), value];
    const signed = await smithy(service).sign(
      new HttpRequest({ method, hostname, path: pathname, query, headers: { ...headers, host }, body }),
      { signingDate: clock },
    );
    return signed.headers;
  },
};

function smithy(service: string): SignatureV4 {
  return new SignatureV4({
    service,
    region: "eu-central-1",
    sha256: Sha256,
    uriEscapePath: service !== "s3",
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  });
}

/** What each does by its own design where the event shows the verifier something else. */
const KNOWN: Record<string, string> = {
  "aws4fetch, s3: repeated and reserved query": "signs only the first of repeated names",
  "aws4, s3: repeated and reserved query": "signs only the first of repeated names",
};

async function finish(request: SignedRequest, body: string | Uint8Array | undefined): Promise<unknown> {
  const parsed = parseAws4(request);
  if (parsed?.outcome !== "claimed") throw new Error("not understood");
  const options = { signingKeys: createAws4SigningKeys() };
  const verdict: SignatureVerdict = verifyAws4(request, parsed.claim, secretKey, now, options);
  if (verdict.outcome !== "needs-body") return verdict;
  const length = typeof body === "string" ? Buffer.byteLength(body) : (body?.length ?? 0);
  return completeSignature(verdict.completion, await sha256Hex(body ?? ""), length);
}

const rows = Object.entries(CLIENTS).flatMap(([client, sign]) =>
  ["execute-api", "s3"].flatMap((service) =>
    Object.entries(SAMPLES).map(([what, sample]) => ({
      name: `${client}, ${service}: ${what}`,
      sign: () => sign(sample, service),
      sample,
    })),
  ),
);

describe("a request of AWS's clients", () => {
  it.each(rows)("is accepted from $name", async ({ name, sign, sample }) => {
    const digest = await sha256Hex(sample.body ?? "");
    const verdict = await finish(received(sample, await sign()), sample.body);
    if (name in KNOWN) {
      expect(verdict).toEqual({ outcome: "refused", reason: "bad-signature" });
      return;
    }
    expect(verdict).toMatchObject({ outcome: "accepted" });
    if (sample.body !== undefined) expect([{ sha256: digest }, "none"]).toContainEqual(Object(verdict).body);
  });

  it.each(rows)("is refused from $name for another path or another body", async ({ sign, sample }) => {
    const request = received(sample, await sign());
    expect(await finish({ ...request, path: `${request.path}x` }, sample.body)).toMatchObject({
      outcome: "refused",
    });
    const verdict = await finish(request, "another body");
    if (Object(verdict).outcome !== "refused") {
      expect(Object(verdict).body).not.toEqual({ sha256: await sha256Hex("another body") });
    }
  });
});

describe("a presigned request of AWS's clients", () => {
  it("is accepted from @smithy/signature-v4", async () => {
    const presigned = await smithy("execute-api").presign(
      new HttpRequest({
        method: "GET",
        hostname: "api.example.com",
        path: "/v1/caf%C3%A9",
        query: { a: ["1", "0"] },
        headers: { host: "api.example.com" },
      }),
      { signingDate: clock, expiresIn: 900 },
    );
    const query = Object.entries(presigned.query ?? {}).flatMap(([name, value]) =>
      [value ?? ""].flat().map((one): [string, string] => [name, one]),
    );
    const request = { method: "GET", path: "/v1/caf%C3%A9", query, headers: { host: ["api.example.com"] } };
    expect(await finish(request, undefined)).toMatchObject({ outcome: "accepted", validUntil: now + 900 });
  });

  it.each(["execute-api", "s3"])("is accepted from aws4 and aws4fetch, %s", async (service) => {
    const { path = "" } = aws4.sign(
      {
        host: "api.example.com",
        path: "/v1?a=1&X-Amz-Date=20231114T221320Z",
        service,
        region: "r",
        signQuery: true,
      },
      { accessKeyId: accessKey, secretAccessKey: secretKey },
    );
    const byAws4 = received({ method: "GET", url: `https://api.example.com${path}` }, {});
    expect(await finish(byAws4, undefined)).toMatchObject({ outcome: "accepted" });
    const { url } = await new AwsV4Signer({
      url: "https://api.example.com/v1?a=1",
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      sessionToken: "token",
      appendSessionToken: true,
      service,
      signQuery: true,
      datetime: "20231114T221320Z",
    }).sign();
    expect(await finish(received({ method: "GET", url }, {}), undefined)).toMatchObject({
      outcome: "accepted",
    });
  });
});

describe("our own signature", () => {
  it.each(Object.entries(SAMPLES))("is the one that @smithy/signature-v4 makes: %s", async (_, sample) => {
    const signer = { accessKey, secretKey, region: "eu-central-1", service: "execute-api" };
    const added = await signAws4(sample, signer, clock);
    const theirs = await CLIENTS["@smithy/signature-v4"]?.(
      { ...sample, headers: { ...sample.headers, "x-amz-content-sha256": added["x-amz-content-sha256"] } },
      "execute-api",
    );
    expect(added.authorization).toBe(theirs?.["authorization"]);
  });
});
