import { describe, expect, it } from "vitest";
import { header, names, presigned, raw, receive, sent, signer, signRaw } from "../../test/aws4-requests.ts";
import { accessKey, clock, now, received, secretKey } from "../../test/schemes.ts";
import { EMPTY_SHA256 } from "../signature/body-digest.ts";
import type { SignedRequest } from "../signed-request.ts";
import { parseAws4 } from "./parse-aws4.ts";
import { presignAws4 } from "./presign-aws4.ts";
import { proveAws4 } from "./prove-aws4.ts";
import { signAws4 } from "./sign-aws4.ts";

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
