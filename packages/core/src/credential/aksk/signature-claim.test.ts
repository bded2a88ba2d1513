import { parseAws4 } from "@latchkey/signing/aws4/parse-aws4";
import { parseRfc9421 } from "@latchkey/signing/rfc9421/parse-rfc9421";
import { signRfc9421 } from "@latchkey/signing/rfc9421/sign-rfc9421";
import { expect, it } from "vitest";
import { requestOf } from "../../presented/call-request.fixture.ts";
import { NOW } from "../../testing/records.ts";
import { signedHeaders } from "./signature-claim.ts";

const headersOf = (parsed: ReturnType<typeof parseAws4> | ReturnType<typeof parseRfc9421>) =>
  parsed?.outcome === "claimed" ? signedHeaders(parsed.claim) : parsed;
const request = (headers: Record<string, string[]>) => ({ ...requestOf("unused", "weather"), headers });

it("the header fields that a Signature V4 covers are named in lower case", () => {
  const authorization = `AWS4-HMAC-SHA256 Credential=AKID/20260301/eu-central-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date;x-one, Signature=${"0".repeat(64)}`;
  const parsed = parseAws4(
    request({
      authorization: [authorization],
      "x-amz-date": ["20260301T120000Z"],
      host: ["a.test"],
      "x-one": ["1"],
    }),
  );
  expect(headersOf(parsed)).toEqual(["host", "x-amz-date", "x-one"]);
});

it("those of RFC 9421 are named without its derived components", async () => {
  const outgoing = { method: "POST", url: "https://a.test/weather", headers: { "X-One": "1" }, body: "{}" };
  const signed = await signRfc9421(outgoing, { accessKey: "AK1", secretKey: "secret" }, new Date(NOW));
  const headers = { ...signed, "x-one": "1", host: "a.test" };
  const lines = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]]),
  );
  expect(headersOf(parseRfc9421(request(lines)))).toEqual(
    expect.arrayContaining(["x-one", "content-digest"]),
  );
  expect(headersOf(parseRfc9421(request(lines)))).not.toContain("@method");
});
