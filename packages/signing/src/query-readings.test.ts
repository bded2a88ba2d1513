import { createHmac } from "node:crypto";
import { assert as check, constantFrom, property, string, tuple, uniqueArray } from "fast-check";
import { createSigner, createVerifier, httpbis } from "http-message-signatures";
import { describe, expect, it } from "vitest";
import { accessKey, clock, now, received, SCHEMES, secretKey } from "../test/schemes.ts";
import { queryReadings, querySigned } from "./query-readings.ts";

const rfc9421 = SCHEMES.find(({ name }) => name === "rfc9421");
const apisix = SCHEMES.find(({ name }) => name === "signature");
if (!rfc9421 || !apisix) throw new Error("Both are schemes.");

/** As clients write them, in the order of the alphabet. */
const WRITTEN: readonly [how: string, search: string][] = [
  ["a time", "?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z"],
  ["a time, encoded", "?from=2026-01-01T00%3A00%3A00Z"],
  ["a time with a zone, its plus bare", "?from=2026-01-01T00:00:00+01:00"],
  ["a time with a zone, its plus encoded", "?from=2026-01-01T00%3A00%3A00%2B01%3A00"],
  ["a path", "?path=/a/b/c"],
  ["a path, encoded", "?path=%2Fa%2Fb%2Fc"],
  ["a question", "?q=what?"],
  ["an address", "?email=ana@example.com"],
  ["a list with commas", "?fields=id,name,at"],
  ["a list with commas, encoded", "?fields=id%2Cname%2Cat"],
  ["base64 with its padding", "?cursor=YWJjZA=="],
  ["base64 with its padding, encoded", "?cursor=YWJjZA%3D%3D"],
  ["an equation", "?filter=a=b"],
  ["marks", "?q=!$()*,:@/?"],
  ["marks, encoded", "?q=%21%24%27%28%29%2A%2C%3A%40%2F%3F"],
  ["marks in a name", "?a:b/c@d=1"],
  ["an equals sign in a name", "?a%3Db=1"],
  ["a blank as %20", "?q=x%20y"],
  ["a blank as plus", "?q=x+y"],
  ["blanks beside reserved characters", "?q=a:b+c"],
  ["a form with an asterisk (browsers, Java)", "?q=a*b+c%7Ed"],
  ["a form with an asterisk (Python, Go)", "?q=a%2Ab+c~d"],
  ["brackets", "?filter[name]=x&page[size]=5"],
  ["brackets, encoded", "?filter%5Bname%5D=x"],
  ["braces and a bar", "?q={a|b}"],
  ["an ampersand in a value", "?q=a%26b"],
  ["a semicolon in a value", "?q=a%3Bb"],
  ["a percent sign", "?q=100%25"],
  ["a number sign", "?q=%23one"],
  ["letters beyond ASCII", "?q=caf%C3%A9"],
  ["a name without a value", "?flag"],
  ["a name without a value, with its equals sign", "?flag="],
  ["names without values among others", "?a=1&flag&z=2"],
  ["names without values among others, with equals signs", "?a=1&flag=&z="],
  ["several values of one name", "?a=2&a=1&b=3"],
  ["several values of one name, reserved", "?a=z:1&a=a:2"],
  ["names in both cases", "?A=1&a=2"],
  ["nothing that is special", "?a=1&b=2"],
];

describe("a query is read as it was written", () => {
  it.each(WRITTEN)("%s", (_, search) => {
    const { query } = received({ method: "GET", url: `https://api.example.com/${search}` }, {});
    expect(queryReadings(query)).toContain(search.slice(1));
    expect(querySigned(search, query)).toBe(search.slice(1));
  });
});

describe("a signature of http-message-signatures holds for a query with", () => {
  const rows = WRITTEN.flatMap(([how, search]) =>
    [["@query"], ["@target-uri"], ["@request-target"]].map((covers) => [how, covers, search] as const),
  );
  it.each(rows)("%s, covered by %j", async (_, covers, search) => {
    const message = { method: "GET", url: `https://api.example.com/v1${search}`, headers: {} };
    const fields = ["@method", "@authority", "@path", "@query", ...covers];
    const key = createSigner(secretKey, "hmac-sha256", accessKey);
    const paramValues = { created: clock };
    const signed = await httpbis.signMessage({ key, fields: [...new Set(fields)], paramValues }, message);
    const request = received({ ...message, ...signed, body: "" }, {});
    expect(rfc9421.receive(request)).toMatchObject({ outcome: "accepted" });
    const more = { ...request, query: [...request.query, ["z", "1"] as const] };
    expect(rfc9421.receive(more)).toMatchObject({ outcome: "refused", reason: "bad-signature" });
  });
});

describe("our signature holds for http-message-signatures, and for us, over a query with", () => {
  it.each(WRITTEN)("%s", async (_, search) => {
    const url = `https://api.example.com/v1${search}`;
    const request = await rfc9421.send({ method: "GET", url });
    expect(rfc9421.receive(request)).toMatchObject({ outcome: "accepted" });
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, values]) => [name, values.join(", ")]),
    );
    const keyLookup = async () => ({
      id: accessKey,
      algs: ["hmac-sha256"],
      verify: createVerifier(secretKey, "hmac-sha256"),
    });
    const options = { keyLookup, all: true, notAfter: new Date((now + 60) * 1000), maxAge: 1e12 };
    expect(await httpbis.verifyMessage(options, { method: "GET", url, headers })).toBe(true);
  });
});

describe("APISIX's signature holds over a query with", () => {
  it.each(WRITTEN)("%s", async (_, search) => {
    const url = `https://api.example.com/v1${search}`;
    expect(apisix.receive(await apisix.send({ method: "GET", url }))).toMatchObject({ outcome: "accepted" });
    const date = clock.toUTCString();
    const text = `${accessKey}\nGET /v1${search}\ndate: ${date}\n`;
    const signature = createHmac("sha256", secretKey).update(text).digest("base64");
    const authorization = `Signature keyId="${accessKey}",algorithm="hmac-sha256",headers="@request-target date",signature="${signature}"`;
    const request = received({ method: "GET", url, headers: { date, authorization } }, {});
    expect(apisix.receive(request)).toMatchObject({ outcome: "accepted" });
    const other = { ...request, query: request.query.map(([name, value]) => [name, `${value}x`] as const) };
    expect(apisix.receive(other)).toMatchObject({ outcome: "refused", reason: "bad-signature" });
  });
});

describe("an order that the event does not tell", () => {
  it.each(["?b=2&a=1", "?b=x:y&a=1", "?a=1;b=2"])("is signed as the alphabet has it: %s", async (search) => {
    const url = `https://api.example.com/v1${search}`;
    for (const scheme of [rfc9421, apisix])
      expect(scheme.receive(await scheme.send({ method: "GET", url }))).toMatchObject({
        outcome: "accepted",
      });
    const { query } = received({ method: "GET", url }, {});
    expect(queryReadings(query)).not.toContain(search.slice(1));
  });
});

describe("whatever a query holds", () => {
  const text = string({ unit: "binary", maxLength: 6 });
  const special = string({ unit: constantFrom(..."-!$'()*,:@/?&=+;%#[]{}|\\^`~. a"), maxLength: 6 });
  const pairs = (value: typeof text) => uniqueArray(tuple(value, value), { maxLength: 4 });

  it.each([
    ["anything", text],
    ["what queries are written with", special],
  ])("each reading reads as it and as nothing else, and they are few: %s", (_, value) => {
    check(
      property(pairs(value), (drawn) => {
        const query = drawn.filter(([name]) => name !== "");
        const readings = queryReadings(query);
        expect(readings.length).toBeLessThanOrEqual(16);
        expect(new Set(readings).size).toBe(readings.length);
        const sorted = (entries: Iterable<readonly [string, string]>) =>
          [...entries].map((entry) => JSON.stringify(entry)).sort();
        const wellFormed = query.map(([name, of]) => [name.toWellFormed(), of.toWellFormed()] as const);
        for (const reading of readings)
          expect(sorted(new URL(`https://x/?${reading.replaceAll(";", "&")}`).searchParams)).toEqual(
            sorted(wellFormed),
          );
      }),
    );
  });

  it("one beyond all bounds is read in its canonical spelling alone", () => {
    expect(queryReadings([["q", ":".repeat(10_000)]])).toEqual([`q=${"%3A".repeat(10_000)}`]);
  });
});
