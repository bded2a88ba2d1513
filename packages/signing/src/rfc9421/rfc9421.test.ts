import { createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assert, property, string } from "fast-check";
import { createSigner, httpbis } from "http-message-signatures";
import { describe, expect, it } from "vitest";
import { accessKey, clock, now, received, secretKey } from "../../test/schemes.ts";
import type { SignedRequest } from "../signed-request.ts";
import { parseRfc9421 } from "./parse-rfc9421.ts";
import { parseDictionary } from "./parse-structured-field.ts";
import { signatureBase } from "./rfc9421-canonical.ts";
import { writeInnerList, writeItem } from "./structured-field.ts";
import { verifyRfc9421 } from "./verify-rfc9421.ts";

const folder = process.env["LATCHKEY_VECTORS"] ?? join(import.meta.dirname, "../../../../../shared/vectors");
const file = join(folder, "hmac.json");
const vector: {
  secretKeyBase64: string;
  signatureParams: string;
  components: [string, string][];
  signature: string;
} = existsSync(file)
  ? JSON.parse(readFileSync(file, "utf8")).rfc9421B25
  : { secretKeyBase64: "", signatureParams: "", components: [], signature: "" };

describe.skipIf(vector.signature === "")("the example of RFC 9421, appendix B.2.5", () => {
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
    const base = signatureBase(request, input, { scheme: "https", order: "encoded", queryParam: "form" });
    const key = Buffer.from(vector.secretKeyBase64, "base64");
    expect(
      createHmac("sha256", key)
        .update(base?.[0] ?? "")
        .digest("base64"),
    ).toBe(vector.signature);
  });
});

type Message = { method: string; url: string; headers: Record<string, string> };

async function signed(message: Message, fields: string[], more: object = {}): Promise<SignedRequest> {
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
}

function receive(request: SignedRequest, at = now) {
  const parsed = parseRfc9421(request);
  return parsed?.outcome === "claimed" ? verifyRfc9421(request, parsed.claim, secretKey, at, {}) : parsed;
}

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
      "refused, as the target URI is written otherwise",
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
    expect(verdict).toMatchObject(
      typeof body === "string" && body.startsWith("refused")
        ? { outcome: "refused", reason: "bad-signature" }
        : { outcome: "accepted", body, validUntil: now + 300 },
    );
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

describe("the headers of a message signature", () => {
  const components = '("@method" "@authority" "@path")';
  const signature = `sig=:${"A".repeat(43)}=:`;
  const read = (input: string, value = signature) =>
    parseRfc9421({
      method: "GET",
      path: "/",
      query: [],
      headers: { "signature-input": [input], signature: [value] },
    });
  const good = `sig=${components};created=1;keyid="k"`;

  it("are read", () => {
    expect(read(good)).toMatchObject({ outcome: "claimed", claim: { accessKey: "k", created: 1 } });
  });

  it.each([
    ["another label", good, `other=:${"A".repeat(43)}=:`],
    ["a short signature", good, "sig=:AAAA:"],
    ["bits left over", good, `sig=:${"A".repeat(42)}B=:`],
    ["a text for a signature", good, 'sig="AAAA"'],
    ["two that could be ours", `${good}, b=${components};created=1;keyid="l"`, `${signature}, b=:AAAA:`],
    ["a label twice", `${good}, ${good}`, signature],
    ["created as a text", good.replace("created=1", 'created="1"'), signature],
    ["created as a decimal", good.replace("created=1", "created=1.5"), signature],
    ["created twice", good.replace("created=1", "created=1;created=2"), signature],
    ["expires as a text", `${good};expires="1"`, signature],
    ["no created", good.replace(";created=1", ""), signature],
    ["keyid as a token", good.replace('"k"', "k"), signature],
    ["an empty keyid", good.replace('"k"', '""'), signature],
    ["a component twice", good.replace('"@path"', '"@path" "@path"'), signature],
    ["an unknown derived component", good.replace('"@path"', '"@path" "@status"'), signature],
    ["a field in upper case", good.replace('"@path"', '"@path" "Date"'), signature],
    ["a parameter on a field", good.replace('"@path"', '"@path" "date";bs'), signature],
    ["a parameter on the method", good.replace('"@method"', '"@method";req'), signature],
    ["a token for a component", good.replace('"@path"', "path"), signature],
    ["no space between", good.replace('"@method" "@authority"', '"@method""@authority"'), signature],
    ["an open list", good.replace(")", ""), signature],
    ["something behind", `${good},`, signature],
    ["a thousand components", good.replace('"@path"', `"@path"${' "x"'.repeat(1_000)}`), signature],
    ["a megabyte", `${good};x="${"a".repeat(1 << 20)}"`, signature],
  ])("are malformed with %s", (_, input, value) => {
    expect(read(input, value)).toEqual({ outcome: "malformed" });
  });

  it("belong to somebody else without a key id, or with another algorithm", () => {
    expect(read(good.replace(';keyid="k"', ""))).toBeUndefined();
    expect(read(`${good};alg="rsa-pss-sha512"`)).toBeUndefined();
    expect(read(`${good};alg="none"`)).toBeUndefined();
  });

  it("are written again as they were", () => {
    for (const text of [good.slice(4), '("a";b;c=?0;d=*t/x;e=-1;f=:AA==: "\\"\\\\")', "()"]) {
      const list = parseDictionary(`x=${text}`)?.get("x");
      expect(list && "items" in list && writeInnerList(list)).toBe(text);
    }
    const item = parseDictionary("a, b=1;x")?.get("b");
    expect(item && "bare" in item && writeItem(item)).toBe("1;x");
  });

  it("never make the parser throw", () => {
    assert(property(string(), (text) => parseDictionary(`a=(${text}`) !== null));
    assert(property(string({ unit: "binary" }), (text) => parseDictionary(text) !== null));
  });
});
