import { describe, expect, it } from "vitest";
import { accessKey, clock, now, received, secretKey } from "../../test/schemes.ts";
import { EMPTY_SHA256 } from "../signature/body-digest.ts";
import { completeSignature } from "../signature/completion.ts";
import type { SignatureOptions } from "../signature/signature-verdict.ts";
import type { SignedRequest } from "../signed-request.ts";
import { sha256Hex } from "../web-crypto.ts";
import { createAws4SigningKeys, deriveAws4Key } from "./aws4-signing-keys.ts";
import { parseAws4 } from "./parse-aws4.ts";
import { presignAws4 } from "./presign-aws4.ts";
import { aws4Authorization, proveAws4, signAws4 } from "./sign-aws4.ts";
import { verifyAws4 } from "./verify-aws4.ts";

const signer = { accessKey, secretKey };
const sent = { method: "GET", url: "https://api.example.com/v1/orders?a=1" };

function receive(request: SignedRequest, options: SignatureOptions = {}, at = now) {
  const parsed = parseAws4(request);
  if (parsed?.outcome !== "claimed") return parsed;
  return verifyAws4(request, parsed.claim, secretKey, at, {
    ...options,
    signingKeys: createAws4SigningKeys(),
  });
}

async function header(replace: (value: string) => string): Promise<SignedRequest> {
  const added = await signAws4(sent, signer, clock);
  return received(sent, { ...added, authorization: replace(added.authorization) });
}

async function presigned(expires: number, change: (url: string) => string = (url) => url) {
  return received({ ...sent, url: change(await presignAws4(sent, signer, clock, expires)) }, {});
}

/** Signs any request exactly as told, as a client with habits of its own would. */
async function signRaw(
  request: SignedRequest,
  names: readonly string[],
  bodyLine: string,
  service = "execute-api",
): Promise<SignedRequest> {
  const timestamp = request.headers["x-amz-date"]?.[0] ?? "";
  const who = { ...signer, service };
  const { signature } = await proveAws4(request, names, who, timestamp, bodyLine);
  const authorization = [aws4Authorization(who, timestamp, names, signature)];
  return { ...request, headers: { ...request.headers, authorization } };
}

const raw: SignedRequest = {
  method: "POST",
  path: "/v1/orders",
  query: [],
  headers: { host: ["api.example.com"], "x-amz-date": ["20231114T221320Z"] },
};
const names = ["host", "x-amz-date"];

describe("a Signature V4 header", () => {
  it.each<[string, (value: string) => string]>([
    ["without parameters", () => "AWS4-HMAC-SHA256 "],
    ["without a signature", (value) => value.replace(/, Signature=.*/, "")],
    ["with a short signature", (value) => value.slice(0, -1)],
    [
      "with a signature in upper case",
      (value) => value.replace(/Signature=.*/, (part) => part.toUpperCase()),
    ],
    ["with two signatures", (value) => `${value}, Signature=${"0".repeat(64)}`],
    ["with a parameter more", (value) => `${value}, X=1`],
    ["without a scope", (value) => value.replace(/Credential=[^,]*/, `Credential=${accessKey}`)],
    ["with another end of the scope", (value) => value.replace("aws4_request", "aws4_requests")],
    ["with a date that is none", (value) => value.replace("/20231114/", "/today/")],
    ["for another day's key", (value) => value.replace("/20231114/", "/20231115/")],
    ["without an access key", (value) => value.replace(accessKey, "")],
    ["without host signed", (value) => value.replace("host;", "")],
    ["without the date signed", (value) => value.replace(";x-amz-date", "")],
    ["with a name twice", (value) => value.replace("host;", "host;host;")],
    [
      "with names out of order",
      (value) => value.replace("host;x-amz-content-sha256", "x-amz-content-sha256;host"),
    ],
    ["with a name in upper case", (value) => value.replace("host;", "Host;")],
    ["with an empty name", (value) => value.replace("host;", "host;;")],
    ["with a thousand names", (value) => value.replace("host;", `${"a;".repeat(1_000)}host;`)],
    ["of a megabyte", (value) => value + " ".repeat(1 << 20)],
    ["of a megabyte of commas", () => `AWS4-HMAC-SHA256 ${",".repeat(1 << 20)}`],
  ])("is malformed %s", async (_, replace) => {
    expect(receive(await header(replace))).toMatchObject(
      _ === "for another day's key"
        ? { outcome: "refused", reason: "malformed-credential" }
        : { outcome: "malformed" },
    );
  });

  it("is malformed beside a presigned query", async () => {
    const both = { ...(await header((value) => value)), query: (await presigned(60)).query };
    expect(receive(both)).toEqual({ outcome: "malformed" });
  });

  it("may be written without spaces", async () => {
    const request = await header((value) => value.replaceAll(", ", ","));
    expect(receive(request)).toMatchObject({ outcome: "accepted" });
  });

  it("may name any access key, region and service, none of them too", async () => {
    const who = { accessKey: "team/key+1=", secretKey, region: "", service: "" };
    const request = received(sent, await signAws4(sent, who, clock));
    const parsed = parseAws4(request);
    expect(parsed).toMatchObject({ claim: { accessKey: "team/key+1=", region: "", service: "" } });
    expect(receive(request)).toMatchObject({ outcome: "accepted" });
  });

  it("does not bind a security token that was added unsigned", async () => {
    const request = await header((value) => value);
    const headers = { ...request.headers, "x-amz-security-token": ["x"] };
    expect(receive({ ...request, headers })).toMatchObject({ outcome: "accepted" });
  });
});

describe("the body of a Signature V4 request", () => {
  const body = '{"a":1}';
  const told = (line: string): SignedRequest => ({
    ...raw,
    headers: { ...raw.headers, "x-amz-content-sha256": [line] },
  });

  it("is the one that an unsigned digest header tells, as that is the last line itself", async () => {
    const digest = await sha256Hex(body);
    expect(receive(await signRaw(told(digest), names, digest))).toMatchObject({ body: { sha256: digest } });
    const other = await signRaw(told(digest), names, await sha256Hex("other"));
    expect(receive(other)).toEqual({ outcome: "refused", reason: "bad-signature" });
  });

  it("is none when it was signed empty and nothing tells it", async () => {
    expect(receive(await signRaw(raw, names, EMPTY_SHA256))).toMatchObject({
      outcome: "accepted",
      body: "none",
    });
  });

  it("is waited for when nothing tells it", async () => {
    const digest = await sha256Hex(body);
    const request = await signRaw(raw, names, digest);
    const verdict = receive(request);
    if (verdict?.outcome !== "needs-body") throw new Error(JSON.stringify(verdict));
    const { completion } = verdict;
    expect(JSON.stringify(completion)).not.toContain(secretKey);
    expect(JSON.stringify(completion).length).toBeLessThan(1_024);
    expect(completeSignature(completion, digest, body.length)).toMatchObject({ body: { sha256: digest } });
    for (const wrong of [
      EMPTY_SHA256,
      await sha256Hex("other"),
      "",
      "UNSIGNED-PAYLOAD",
      digest.toUpperCase(),
    ]) {
      expect(completeSignature(completion, wrong, body.length)).toEqual({
        outcome: "refused",
        reason: "bad-signature",
      });
    }
    expect(receive(request, { bodySha256: digest })).toMatchObject({ body: { sha256: digest } });
    expect(receive(request, { bodySha256: EMPTY_SHA256 })).toMatchObject({ reason: "bad-signature" });
  });

  it("is waited for in vain when the signature is nobody's", async () => {
    const request = await signRaw(raw, names, await sha256Hex(body));
    const forged = { ...request, path: "/v1/admin" };
    const verdict = receive(forged);
    if (verdict?.outcome !== "needs-body") throw new Error(JSON.stringify(verdict));
    expect(completeSignature(verdict.completion, await sha256Hex(body), body.length).outcome).toBe("refused");
  });

  it("is none when it is unsigned, unless the credential allows any", async () => {
    const request = await signRaw(told("UNSIGNED-PAYLOAD"), names, "UNSIGNED-PAYLOAD");
    expect(receive(request)).toMatchObject({ outcome: "accepted", body: "none" });
    expect(receive(request, { allowUnsignedPayload: true })).toMatchObject({
      outcome: "accepted",
      body: "any",
    });
  });

  it.each([
    "",
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
    "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    EMPTY_SHA256.toUpperCase(),
  ])("is refused when told as %j", async (line) => {
    expect(receive(await signRaw(told(line), names, line))).toMatchObject({ reason: "malformed-credential" });
  });

  it("is refused when told twice", async () => {
    const request = await signRaw(raw, names, EMPTY_SHA256);
    const digests = ["x-amz-content-sha256", [EMPTY_SHA256, await sha256Hex(body)]];
    expect(
      receive({ ...request, headers: { ...request.headers, ...Object.fromEntries([digests]) } }),
    ).toMatchObject({
      reason: "malformed-credential",
    });
  });
});

describe("a presigned request", () => {
  it.each([
    ["X-Amz-Expires=0", (url: string) => url.replace("Expires=60", "Expires=0")],
    ["X-Amz-Expires=604801", (url: string) => url.replace("Expires=60", "Expires=604801")],
    ["X-Amz-Expires=060", (url: string) => url.replace("Expires=60", "Expires=060")],
    ["X-Amz-Expires=1e3", (url: string) => url.replace("Expires=60", "Expires=1e3")],
    ["X-Amz-Expires=-1", (url: string) => url.replace("Expires=60", "Expires=-1")],
    ["X-Amz-Expires twice", (url: string) => `${url}&X-Amz-Expires=60`],
    ["another algorithm", (url: string) => url.replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256")],
    ["no date", (url: string) => url.replace("X-Amz-Date", "X-Amz-Dato")],
    ["no host signed", (url: string) => url.replace("SignedHeaders=host", "SignedHeaders=accept")],
  ])("is malformed with %s", async (_, change) => {
    expect(receive(await presigned(60, change))).toEqual({ outcome: "malformed" });
  });

  it("is accepted until it expires, to the second, and not before its time", async () => {
    expect(receive(await presigned(604_800), {}, now + 604_800)).toMatchObject({
      outcome: "accepted",
      validUntil: now + 604_800,
    });
    const skewed = { outcome: "refused", reason: "clock-skew" };
    expect(receive(await presigned(604_800), {}, now + 604_801)).toEqual(skewed);
    expect(receive(await presigned(60), {}, now + 61)).toEqual(skewed);
    expect(receive(await presigned(60), {}, now - 301)).toEqual(skewed);
  });

  it("lives for the clock skew when it tells no expiry", async () => {
    const query: [string, string][] = [
      ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
      ["X-Amz-Credential", `${accessKey}/20231114/us-east-1/execute-api/aws4_request`],
      ["X-Amz-Date", "20231114T221320Z"],
      ["X-Amz-SignedHeaders", "host"],
    ];
    const { signature } = await proveAws4(
      { ...raw, query },
      ["host"],
      signer,
      "20231114T221320Z",
      EMPTY_SHA256,
    );
    const request: SignedRequest = { ...raw, query: [...query, ["X-Amz-Signature", signature]] };
    expect(receive(request)).toMatchObject({ outcome: "accepted", validUntil: now + 300 });
    expect(receive(request, {}, now + 301)).toMatchObject({ reason: "clock-skew" });
  });

  it("leaves the body unsigned for s3 only", async () => {
    const url = await presignAws4({ ...sent, method: "PUT" }, { ...signer, service: "s3" }, clock, 60);
    const request = received({ method: "PUT", url }, {});
    expect(receive(request)).toMatchObject({ outcome: "accepted", body: "none" });
    expect(receive(request, { allowUnsignedPayload: true })).toMatchObject({
      outcome: "accepted",
      body: "any",
    });
    const otherwise = await presigned(60);
    expect(receive(otherwise, { allowUnsignedPayload: true })).toMatchObject({ body: "none" });
  });
});

describe("the path of a Signature V4 request", () => {
  const accepts = async (signed: string, path: string, service: string) => {
    const request = await signRaw({ ...raw, path: signed }, names, EMPTY_SHA256, service);
    return receive({ ...request, path })?.outcome === "accepted";
  };
  it("is taken as sent for s3", async () => {
    expect(await accepts("/a%20b//c", "/a%20b//c", "s3")).toBe(true);
    expect(await accepts("/a%20b//c", "/a%20b/c", "s3")).toBe(false);
    expect(await accepts("/a%20b", "/a%2520b", "s3")).toBe(false);
    expect(await accepts("/a%28b", "/a(b", "s3")).toBe(true);
    expect(await accepts("/a%2Fb", "/a/b", "s3")).toBe(false);
  });
  it("is normalised otherwise", async () => {
    expect(await accepts("/a%20b//c", "/a%20b/c", "any")).toBe(true);
    expect(await accepts("/a%20b", "/a%2520b", "any")).toBe(false);
    expect(await accepts("/a%2Fb", "/a/b", "any")).toBe(false);
    expect(await accepts("/a/b/", "/a/b", "any")).toBe(false);
  });
});

describe("derived signing keys", () => {
  const key = deriveAws4Key("one", "20231114", "r", "s");
  it("are never another secret's, however the parts are cut", () => {
    const keys = createAws4SigningKeys();
    keys.keep("one", "20231114", "r", "s", key);
    expect(keys.find("one", "20231114", "r", "s")).toBe(key);
    for (const [secret, date, region, service] of [
      ["two", "20231114", "r", "s"],
      ["one\n20231114", "20231114", "r", "s"],
      ["one", "20231115", "r", "s"],
      ["one", "20231114", "s", "r"],
      ["", "20231114", "r", "s"],
    ] as const) {
      expect(keys.find(secret, date, region, service)).toBeUndefined();
    }
  });
  it("are bounded, and the used ones stay", () => {
    const keys = createAws4SigningKeys(10);
    keys.keep("one", "20231114", "r", "s", key);
    for (let other = 0; other < 1_000; other++) {
      keys.keep("x", "20231114", String(other), "s", deriveAws4Key("x", "20231114", String(other), "s"));
      expect(keys.find("one", "20231114", "r", "s")).toBe(key);
    }
    const early = deriveAws4Key("x", "20231114", "0", "s");
    keys.keep("x", "20231114", "0", "s", early);
    for (let other = 1; other < 11; other++) keys.keep("x", "20231114", `n${other}`, "s", key);
    expect(keys.find("x", "20231114", "0", "s")).toBeUndefined();
  });
  it("are kept only once a signature has held", async () => {
    const kept: string[] = [];
    const signingKeys = { ...createAws4SigningKeys(), keep: (secret: string) => void kept.push(secret) };
    const request = await header((value) => value);
    const parsed = parseAws4(request);
    if (parsed?.outcome !== "claimed") throw new Error("not understood");
    verifyAws4({ ...request, method: "PUT" }, parsed.claim, secretKey, now, { signingKeys });
    expect(kept).toEqual([]);
    verifyAws4(request, parsed.claim, secretKey, now, { signingKeys });
    expect(kept).toEqual([secretKey]);
  });
});
