import { createHmac } from "node:crypto";
import { createSigner, httpbis } from "http-message-signatures";
import { describe, expect, it } from "vitest";
import { accessKey, clock, now, received, secretKey } from "../../test/schemes.ts";
import { sharedVectors } from "../../test/shared-vectors.ts";
import type { SignedRequest } from "../signed-request.ts";
import { parseRfc9421 } from "./parse-rfc9421.ts";
import { parseDictionary } from "./parse-structured-field.ts";
import { signatureBase } from "./rfc9421-canonical.ts";
import { verifyRfc9421 } from "./verify-rfc9421.ts";

interface Vector {
  secretKeyBase64: string;
  signatureParams: string;
  components: [string, string][];
  signature: string;
}

const NONE: Vector = { secretKeyBase64: "", signatureParams: "", components: [], signature: "" };
const { rfc9421B25: vector } = sharedVectors("hmac.json", { rfc9421B25: NONE });

describe.skipIf(vector.signature === "")(
  "the example of RFC 9421, appendix B.2.5 (skipped without the shared vectors)",
  () => {
    it("has our signature base", () => {
      const input = parseDictionary(`sig=${vector.signatureParams}`)?.get("sig");
      if (!input || !("items" in input)) throw new Error("not understood");
      const values = new Map(vector.components);
      const request: SignedRequest = {
        method: "POST",
        path: "/foo",
        query: [["param", "Value"]],
        headers: {
          host: [values.get("@authority") ?? ""],
          date: [values.get("date") ?? ""],
          "content-type": [values.get("content-type") ?? ""],
        },
      };
      const base = signatureBase(request, input, {
        scheme: "https",
        query: "param=Value",
        queryParam: "form",
      });
      const key = Buffer.from(vector.secretKeyBase64, "base64");
      expect(
        createHmac("sha256", key)
          .update(base?.[0] ?? "")
          .digest("base64"),
      ).toBe(vector.signature);
    });
  },
);

type Message = { method: string; url: string; headers: Record<string, string> };

const signed = async (message: Message, fields: string[], more: object = {}): Promise<SignedRequest> => {
  const result = await httpbis.signMessage(
    {
      key: createSigner(secretKey, "hmac-sha256", accessKey),
      fields,
      paramValues: { created: clock },
      ...more,
    },
    message,
  );
  const headers = Object.fromEntries(
    Object.entries(result.headers).map(([name, value]) => [name, String(value)]),
  );
  return received({ ...message, headers }, {});
};

const receive = (request: SignedRequest, at = now) => {
  const parsed = parseRfc9421(request);
  return parsed?.outcome === "claimed" ? verifyRfc9421(request, parsed.claim, secretKey, at, {}) : parsed;
};

const message: Message = { method: "POST", url: "https://api.example.com/v1/orders?b=2&a=1", headers: {} };
const sorted: Message = { ...message, url: "https://api.example.com/v1/orders?a=1&b=2%20%2A" };
const digest = "sha-256=:k6I5cakU5erL8KjSUVTNownDwccvu5kU1Hxg88toFYg=:";

describe("a request of http-message-signatures", () => {
  it.each<[what: string, message: Message, fields: string[], body: unknown]>([
    ["authority, path and query", sorted, ["@method", "@authority", "@path", "@query"], "none"],
    ["the target URI", sorted, ["@method", "@target-uri"], "none"],
    [
      "the target URI over http",
      { ...sorted, url: "http://localhost:4001/v1?a=1" },
      ["@method", "@target-uri"],
      "none",
    ],
    ["no query", { ...message, url: "https://api.example.com" }, ["@method", "@authority", "@path"], "none"],
    [
      "every query parameter",
      message,
      ["@method", "@authority", "@path", '"@query-param";name="a"', '"@query-param";name="b"'],
      "none",
    ],
    [
      "a query parameter with marks",
      { ...message, url: "https://api.example.com/?q%C3%A9=it's%20~(here)*" },
      ["@method", "@target-uri", '"@query-param";name="q%C3%A9"'],
      "none",
    ],
    [
      "a query parameter with marks, without the target URI",
      { ...message, url: "https://api.example.com/?q%C3%A9=it's%20~(here)*" },
      ["@method", "@authority", "@path", '"@query-param";name="q%C3%A9"'],
      "none",
    ],
    [
      "a body",
      { ...sorted, headers: { "Content-Digest": digest, "Content-Type": "application/json" } },
      ["@method", "@authority", "@path", "@query", "content-digest", "content-type"],
      { sha256: "93a23971a914e5eacbf0a8d25154cda309c3c1c72fbb9914d47c60f3cb681588" },
    ],
    [
      "a digest that is not covered",
      { ...sorted, headers: { "Content-Digest": digest } },
      ["@method", "@target-uri"],
      "none",
    ],
    [
      "a port",
      { ...sorted, url: "https://API.example.com:8443/v1" },
      ["@method", "@authority", "@path", "@scheme", "@request-target"],
      "none",
    ],
  ])("that covers %s", async (_, sent, fields, body) => {
    const verdict = receive(await signed(sent, fields));
    expect(verdict).toMatchObject({ outcome: "accepted", body, validUntil: now + 300 });
  });

  it("in an order of its own is refused, as the event shows another", async () => {
    expect(receive(await signed(message, ["@method", "@target-uri"]))).toMatchObject({
      reason: "bad-signature",
    });
  });

  it("is accepted with a nonce, a tag and no algorithm", async () => {
    const request = await signed(sorted, ["@method", "@target-uri"], {
      params: ["nonce", "created", "keyid", "tag"],
      paramValues: { created: clock, nonce: 'a"b\\c', tag: "app" },
    });
    expect(receive(request)).toMatchObject({ outcome: "accepted" });
  });

  it("is accepted beside another's signature", async () => {
    const request = await signed(sorted, ["@method", "@target-uri"]);
    const both = {
      ...request.headers,
      "signature-input": [
        'proxy=("@method");keyid="x";alg="ed25519";created=1',
        ...(request.headers["signature-input"] ?? []),
      ],
      signature: ["proxy=:AAAA:", ...(request.headers["signature"] ?? [])],
    };
    expect(receive({ ...request, headers: both })).toMatchObject({ outcome: "accepted" });
  });

  it("holds no longer than it expires", async () => {
    const paramValues = { created: clock, expires: new Date((now + 10) * 1000) };
    const request = await signed(sorted, ["@method", "@target-uri"], { paramValues });
    expect(receive(request, now + 10)).toMatchObject({ outcome: "accepted", validUntil: now + 10 });
    expect(receive(request, now + 11)).toEqual({ outcome: "refused", reason: "clock-skew" });
  });

  it.each<[string, string[], object?]>([
    ["the method", ["@target-uri"]],
    ["the path", ["@method", "@authority", "@query"]],
    ["the authority", ["@method", "@path", "@query"]],
    ["the query", ["@method", "@authority", "@path"]],
    ["one of the query parameters", ["@method", "@authority", "@path", '"@query-param";name="a"']],
    ["when", ["@method", "@target-uri"], { paramValues: { created: null } }],
  ])("that does not say %s is malformed", async (_, fields, more) => {
    expect(receive(await signed(sorted, fields, more))).toEqual({ outcome: "malformed" });
  });

  it("with a repeated parameter that is covered alone is refused", async () => {
    const repeated = { ...message, url: "https://api.example.com/?a=1&a=2" };
    const fields = ["@method", "@authority", "@path", '"@query-param";name="a"'];
    expect(receive(await signed(repeated, fields))).toMatchObject({ reason: "bad-signature" });
  });

  it("with a covered digest of another algorithm is malformed", async () => {
    const sent = { ...sorted, headers: { "content-digest": "sha-512=:AAAA:" } };
    expect(receive(await signed(sent, ["@method", "@target-uri", "content-digest"]))).toEqual({
      outcome: "refused",
      reason: "malformed-credential",
    });
  });
});
