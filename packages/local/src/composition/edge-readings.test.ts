import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edgeReadings, type WireRequest } from "./edge-readings.fixture.ts";

const folder = process.env["LATCHKEY_VECTORS"] ?? join(import.meta.dirname, "../../../../../shared/vectors");
const vectorsIn = (name: string) => {
  const file = join(folder, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
};

type Lines = WireRequest["headers"];

const readsAlike = (request: WireRequest) => {
  const found = edgeReadings(request);
  if (!found) throw new Error("The request leads to no function.");
  expect(found.behind).toEqual(found.direct);
  return found.direct;
};

interface Aws {
  name: string;
  header: { signedRequest: string };
  query: { signedRequest: string };
}

/** A raw request of AWS's suite, to a service: folded header lines, targets that no client sends as they are. */
const parsed = (raw: string): WireRequest => {
  const [requestLine = "", ...lines] = (raw.split("\n\n")[0] ?? "").replace(/\n[ \t]+/g, " ").split("\n");
  const [, method = "", target = ""] = /^(\S+) (.*) HTTP\/1\.1$/.exec(requestLine) ?? [];
  const headers = lines
    .filter((line) => line !== "")
    .map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
    });
  return { method, target: `/echo${encodeURI(decodeURI(target))}`, headers };
};

const aws: Aws[] = vectorsIn("sigv4.json")?.cases ?? [];
const awsRows = aws.flatMap(({ name, header, query }) => [
  [`${name} in the header`, parsed(header.signedRequest)] as const,
  [`${name} in the query`, parsed(query.signedRequest)] as const,
]);

interface Hmac {
  method: string;
  path: string;
  query: [string, string][];
  headers: [string, string][];
  algorithm: string;
  signature: string;
}

const hmacRows = (): [string, WireRequest][] => {
  const { apipark, apisix, rfc9421B25 } = vectorsIn("hmac.json") ?? { apipark: [] };
  const gateway = apipark.map((vector: Hmac): [string, WireRequest] => {
    const names = vector.headers.map(([name]) => name).join(";");
    const value = `${vector.algorithm} Access=AK, SignedHeaders=${names}, Signature=${vector.signature}`;
    return [
      `gateway HMAC, ${vector.path}`,
      {
        method: vector.method,
        target: `${vector.path}?${new URLSearchParams(vector.query)}`,
        headers: [...vector.headers, ["Authorization", value]],
      },
    ];
  });
  if (!apisix) return gateway;
  const { keyId, headers, date, signature, requestUri } = apisix;
  const ofApisix = `Signature keyId="${keyId}",algorithm="hmac-sha256",headers="${headers}",signature="${signature}"`;
  const components: [string, string][] = rfc9421B25.components.map(([name, value]: [string, string]) => [
    name.replace("@authority", "host"),
    value,
  ]);
  return [
    ...gateway,
    [
      "APISIX's hmac-auth",
      {
        method: "GET",
        target: requestUri,
        headers: [
          ["host", "a.example"],
          ["date", date],
          ["authorization", ofApisix],
        ],
      },
    ],
    [
      "RFC 9421, B.2.5",
      {
        method: "POST",
        target: "/foo?param=Value&Pet=dog",
        headers: [
          ...components,
          ["Signature-Input", `sig-b25=${rfc9421B25.signatureParams}`],
          ["Signature", `sig-b25=:${rfc9421B25.signature}:`],
        ],
      },
    ],
  ];
};

describe.skipIf(awsRows.length === 0)(
  "a published signed request is read behind the edge as without it",
  () => {
    it.each([...awsRows, ...hmacRows()])("%s", (_, request) => {
      readsAlike(request);
    });

    it("has its Authorization and the host that was signed", () => {
      const rows = hmacRows().filter(([, { headers }]) => headers.some(([name]) => name === "Authorization"));
      expect(rows.length).toBeGreaterThan(0);
      for (const [, request] of rows) {
        const said = new Map(request.headers);
        for (const { headers } of readsAlike(request))
          expect(headers).toMatchObject({
            authorization: [said.get("Authorization")],
            host: [said.get("host")],
          });
      }
    });
  },
);

const value = fc.oneof(
  fc.stringMatching(/^[!-~]([ -~]{0,40}[!-~])?$/),
  fc.constantFrom(
    "AWS4-HMAC-SHA256 Credential=AK/20260305/r/s/aws4_request, SignedHeaders=host, Signature=0",
    "Bearer a.b.c",
    "a=1; b=2",
    "é",
  ),
);
const name = fc.oneof(
  fc.constantFrom(
    ...["Authorization", "authorization", "X-API-Key", "x-api-key", "Cookie", "Signature", "Signature-Input"],
    ...["Date", "X-Amz-Date", "Content-Digest", "Digest", "__proto__", "constructor", "Connection"],
    ...["latchkey-edge-secret", "Latchkey-Edge-Authorization", "latchkey-edge-host", "LATCHKEY-EDGE-ADDRESS"],
  ),
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,12}$/),
);
/** Which CloudFront keeps to itself, sets or adds to (docs/deploy.md, "Where API Gateway drops a signature"). */
const OF_CLOUDFRONT = /^(?:proxy-authorization|x-amz-cf-id|host|via)$/i;
/** Of lines of one name in two casings, API Gateway's event loses the order, which an edge keeps. */
const isInOneCasing = (all: Lines): boolean =>
  new Set(all.map(([each]) => each)).size === new Set(all.map(([each]) => each.toLowerCase())).size;
const lines = fc
  .array(fc.tuple(name, value), { maxLength: 8 })
  .filter(isInOneCasing)
  .map(
    (all): Lines => [["Host", "gateway.example.com"], ...all.filter(([each]) => !OF_CLOUDFRONT.test(each))],
  );

it("every request is read behind the edge as without it, whatever it says in the edge's name", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("GET", "POST", "DELETE", "PATCH"),
      fc.webPath(),
      fc.webQueryParameters(),
      lines,
      (method, path, query, headers) => {
        const found = edgeReadings({ method, target: `/echo${path}?${query}`, headers });
        if (found) expect(found.behind).toEqual(found.direct);
      },
    ),
    { numRuns: 1000 },
  );
});
