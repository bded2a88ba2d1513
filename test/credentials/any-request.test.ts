import { NOW } from "@latchkey/core/testing/records";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apiKey, authorizer, call } from "./authorizer-properties.fixture.ts";
import { b64 } from "./tokens.fixture.ts";

const junk = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom(
    apiKey,
    apiKey.slice(0, -1),
    "lk_",
    "ey",
    "eyJhbGciOiJSUzI1NiJ9.e30.",
    `Bearer ${apiKey}`,
    "Basic ",
    "Basic OjpK",
    "Bearer ",
    "AWS4-HMAC-SHA256 ",
    "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host;x-amz-date, Signature=0",
    "HMAC-SHA256 Access=,,,",
    'Signature keyId="',
    'hmac username="',
    'sig1=("@method");keyid="x"',
    "sig1=:AAAA:",
    "\ud800",
    "__proto__",
    "=;=;=",
    "%",
    "a".repeat(5000),
  ),
);

const name = fc.oneof(
  fc.constantFrom(
    "authorization",
    "proxy-authorization",
    "x-api-key",
    "apikey",
    "cookie",
    "signature",
    "signature-input",
    "authorization-type",
    "x-amz-date",
    "date",
    "digest",
    "content-digest",
    "host",
    "__proto__",
    "constructor",
    "X-Amz-Signature",
    "X-Amz-Credential",
    "X-Amz-Date",
  ),
  fc.string({ maxLength: 20 }),
);

describe("no request", () => {
  it("makes the authorizer throw, or the call admitted", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, fc.array(junk, { maxLength: 3 })), { maxLength: 6 }),
        fc.array(fc.tuple(name, junk), { maxLength: 6 }),
        junk,
        junk,
        async (lines, query, path, sourceIp) => {
          const headers: Record<string, string[]> = Object.create(null);
          for (const [each, values] of lines) headers[each.toLowerCase()] = values;
          const verdict = await authorizer.authorize(
            call({ headers, query, path: `/echo${path}`, rest: path, sourceIp }),
            NOW,
          );
          if (verdict.kind === "allowed") expect(JSON.stringify([lines, query])).toContain(apiKey);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["Authorization: Basic", (n: number) => ({ headers: { authorization: [`Basic ${"A".repeat(n)}`] } })],
    ["Authorization: blanks", (n: number) => ({ headers: { authorization: [`Bearer ${" ".repeat(n)}x`] } })],
    [
      "Authorization: dots",
      (n: number) => ({ headers: { authorization: [`Bearer ${"a.".repeat(n / 2)}`] } }),
    ],
    [
      "Authorization: commas",
      (n: number) => ({ headers: { authorization: [`AWS4-HMAC-SHA256 ${"a=b,".repeat(n / 4)}`] } }),
    ],
    [
      "Authorization: signed headers",
      (n: number) => ({
        headers: {
          authorization: [`HMAC-SHA256 Access=a, SignedHeaders=${"a;".repeat(n / 2)}host, Signature=0`],
        },
      }),
    ],
    [
      "Authorization: quotes",
      (n: number) => ({ headers: { authorization: [`Signature keyId="${'a",'.repeat(n / 3)}`] } }),
    ],
    [
      "Authorization: Kong's quotes",
      (n: number) => ({ headers: { authorization: [`hmac username="${'a",'.repeat(n / 3)}`] } }),
    ],
    [
      "Signature-Input",
      (n: number) => ({
        headers: { "signature-input": [`sig1=(${'"a" '.repeat(n / 4)}`], signature: ["sig1=:AA:"] },
      }),
    ],
    ["Cookie", (n: number) => ({ headers: { cookie: [`${"a=lk_;".repeat(n / 6)}`] } })],
    [
      "many headers",
      (n: number) => ({
        headers: Object.fromEntries(
          Array.from({ length: n / 100 }, (_, i) => [`x-${i}`, [`Bearer ${"b".repeat(80)}`]]),
        ),
      }),
    ],
    [
      "many query values",
      (n: number) => ({
        query: Array.from({ length: n / 20 }, (_, i): [string, string] => [
          `k${i}`,
          "eyJhbGciOiJIUzI1NiJ9.e30.AA",
        ]),
      }),
    ],
    [
      "a deep token",
      (n: number) => ({
        headers: {
          authorization: [`Bearer ${b64('{"alg":"RS256"}')}.${b64(`{"a":${"[".repeat(n / 2)}`)}.AA`],
        },
      }),
    ],
  ])("takes more than linear time: %s", async (_name, parts) => {
    // CPU microseconds of this thread alone, independent of the load of the machine.
    const time = async (size: number) => {
      let best = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 5; round += 1) {
        const begun = process.threadCpuUsage().user;
        await authorizer.authorize(call(parts(size)), NOW);
        best = Math.min(best, process.threadCpuUsage().user - begun);
      }
      return best;
    };
    await time(8_000);
    const [small, large] = [await time(8_000), await time(128_000)];
    expect(large).toBeLessThan(Math.max(16 * small * 4, 40_000));
  });
});
