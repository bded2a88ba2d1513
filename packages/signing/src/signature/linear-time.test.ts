import { describe, expect, it } from "vitest";
import { now, SCHEMES } from "../../test/schemes.ts";
import { parseApiKey } from "../api-key/api-key-format.ts";
import { decodeBasic } from "../basic/parse-basic.ts";
import { checkClaims } from "../jwt/check-claims.ts";
import { parseJwt } from "../jwt/parse-jwt.ts";

/** Beginnings that get a parser going, and what to keep it busy with. */
const BEGINNINGS = [
  "",
  "AWS4-HMAC-SHA256 ",
  "AWS4-HMAC-SHA256 Credential=",
  "AWS4-HMAC-SHA256 Credential=AK/20231114/r/s/aws4_request, SignedHeaders=",
  "HMAC-SHA256 Access=AK, SignedHeaders=",
  'Signature keyId="AK",headers="',
  'hmac username="AK",headers="',
  "sig=(",
  'sig=("',
  "sig=:",
  "lk_",
];
const FILLERS = [
  " ",
  "a",
  "/",
  "a/",
  ";",
  "a;",
  ",",
  "=",
  '"',
  '\\"',
  ":",
  "A",
  "AAAA",
  "(",
  "?1 ",
  ".",
  "[",
  "%25",
  "\t",
  "-",
];

describe("the longest value that is read", () => {
  it.each(BEGINNINGS)("takes every parser a moment, beginning with %j", (beginning) => {
    for (const filler of FILLERS) {
      const value = (beginning + filler.repeat(8_192)).slice(0, 8_192);
      const started = process.threadCpuUsage().user;
      for (const scheme of SCHEMES) {
        const headers = {
          authorization: [value],
          "signature-input": [value],
          signature: [value],
          host: [value],
        };
        const query: [string, string][] = [
          ["X-Amz-Signature", value],
          ["X-Amz-Credential", value],
        ];
        scheme.receive({ method: "GET", path: `/${value}`, query: [], headers });
        scheme.receive({ method: "GET", path: "/", query, headers: {} });
      }
      const jwt = parseJwt(value);
      if (jwt) checkClaims(jwt.claims, {}, now);
      decodeBasic(value);
      parseApiKey(value);
      // CPU microseconds of this thread alone: a parser that backtracks over 8 KB takes many times that.
      expect([filler, process.threadCpuUsage().user - started < 100_000]).toEqual([filler, true]);
    }
  });
});
