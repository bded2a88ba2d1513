import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sharedVectors } from "../../test/shared-vectors.ts";
import { parseHttpDate } from "../http-date.ts";
import type { SignedRequest } from "../signed-request.ts";
import { parseApisixSignature } from "./parse-apisix-signature.ts";
import { verifyApisixSignature } from "./verify-apisix-signature.ts";

const { apisix: vector } = sharedVectors<{ apisix: Record<string, string> }>("hmac.json", { apisix: {} });
const date = "Fri, 06 Sep 2024 06:41:29 GMT";
const now = parseHttpDate(date) ?? Number.NaN;
const secret = "john-secret-key";

const request = (parameters: string, more: Partial<SignedRequest> = {}): SignedRequest => {
  const headers = {
    host: ["api.example.com"],
    date: [date],
    authorization: [`Signature ${parameters}`],
    ...more.headers,
  };
  return { method: "GET", path: "/get", query: [], ...more, headers };
};

const receive = (signed: SignedRequest) => {
  const parsed = parseApisixSignature(signed);
  return parsed?.outcome === "claimed"
    ? verifyApisixSignature(signed, parsed.claim, secret, now, {})
    : parsed;
};

const sign = (text: string) => createHmac("sha256", secret).update(text).digest("base64");
const parameters = (headers: string, text: string) =>
  `keyId="john-key",algorithm="hmac-sha256",headers="${headers}",signature="${sign(text)}"`;
const plain = `john-key\nGET /get\ndate: ${date}\n`;
const good = parameters("@request-target date", plain);

describe.skipIf(!vector["signature"])(
  "the signature of APISIX's hmac-auth (skipped without the shared vectors)",
  () => {
    it("is verified", () => {
      expect(sign(plain)).toBe(vector["signature"]);
      const value = `keyId="${vector["keyId"]}",algorithm="hmac-sha256",headers="${vector["headers"]}",signature="${vector["signature"]}"`;
      const signed = request(value, { headers: { date: [vector["date"] ?? ""] } });
      expect(receive(signed)).toMatchObject({ outcome: "accepted", body: "none", validUntil: now + 300 });
    });
  },
);

describe("a request signed as APISIX's documentation shows", () => {
  it("is accepted with spaces between the parameters", () => {
    expect(receive(request(good.replaceAll('",', '", ')))).toMatchObject({ outcome: "accepted" });
  });

  it("is accepted with the query in alphabetical order or as the event gives it", () => {
    const query: [string, string][] = [
      ["b", "2"],
      ["a", "x y"],
    ];
    for (const target of ["a=x%20y&b=2", "b=2&a=x%20y"]) {
      const text = plain.replace("/get", `/get?${target}`);
      expect(receive(request(parameters("@request-target date", text), { query }))).toMatchObject({
        outcome: "accepted",
      });
    }
    const plus = parameters("@request-target date", plain.replace("/get", "/get?a=x+y&b=2"));
    expect(receive(request(plus, { query }))).toMatchObject({ reason: "bad-signature" });
  });

  it("is accepted with names as they were listed", () => {
    const text = `john-key\nDate: ${date}\nGET /get\nX-Tenant: one\n`;
    const headers = { "x-tenant": [" one "] };
    expect(receive(request(parameters("Date @request-target X-Tenant", text), { headers }))).toMatchObject({
      outcome: "accepted",
    });
  });

  it("has the body whose digest it covers, and none otherwise", () => {
    const headers = { digest: ["SHA-256=k6I5cakU5erL8KjSUVTNownDwccvu5kU1Hxg88toFYg="] };
    const text = `${plain}digest: ${headers.digest[0]}\n`;
    expect(receive(request(parameters("@request-target date digest", text), { headers }))).toMatchObject({
      outcome: "accepted",
      body: { sha256: "93a23971a914e5eacbf0a8d25154cda309c3c1c72fbb9914d47c60f3cb681588" },
    });
    expect(receive(request(good, { headers }))).toMatchObject({ outcome: "accepted", body: "none" });
  });

  it.each(["", "MD5=AAAA", "SHA-256=AAAA", "SHA-256=k6I5cakU5erL8KjSUVTNownDwccvu5kU1Hxg88toFYh="])(
    "is malformed when it covers a digest that reads %j",
    (digest) => {
      const signed = parameters("@request-target date digest", `${plain}digest: ${digest}\n`);
      expect(receive(request(signed, { headers: { digest: [digest] } }))).toMatchObject({
        reason: "malformed-credential",
      });
    },
  );

  it.each([
    ["the target", good.replace("@request-target ", "")],
    ["the date", good.replace(" date", "")],
    ["the key id", good.replace('keyId="john-key",', "")],
    ["an access key", good.replace("john-key", "")],
    ["its algorithm", good.replace('algorithm="hmac-sha256",', "")],
    ["an algorithm of ours", good.replace("hmac-sha256", "hmac-sha1")],
    ["its headers", good.replace(/headers="[^"]*",/, "")],
    ["a signature", good.replace(/signature="[^"]*"/, 'signature=""')],
    ["a name only once", good.replace(" date", " date Date")],
    ["names that are names", good.replace(" date", " date x:y")],
    ["a parameter only once", `${good},keyId="other"`],
    ["only known parameters", `${good},expires="1"`],
    ["quotes", good.replaceAll('"', "")],
    ["an end to its quotes", good.slice(0, -1)],
    ["a canonical signature", good.replace(/.="$/, 'B="')],
    ["fewer than 65 names", good.replace(" date", ` date${" x".repeat(65)}`)],
    ["less than a megabyte", `${good}${" ".repeat(1 << 20)}`],
  ])("is malformed without %s", (_, value) => {
    expect(receive(request(value))).toEqual({ outcome: "malformed" });
  });
});
