import { describe, expect, it } from "vitest";
import { requestOf } from "../../presented/call-request.fixture.ts";
import { akskPresenting, readMessageSignature, readPresigned, readSignature } from "./present-aksk.ts";

const HEX = "0".repeat(64);
const BASE64 = Buffer.alloc(32).toString("base64");
const SCOPE = "AK1/20260301/eu-central-1/execute-api/aws4_request";

/** A value of each scheme that a client sends, and the scheme of its claim. */
const VALUES: [scheme: string, rest: string, claimed: string][] = [
  ["AWS4-HMAC-SHA256", `Credential=${SCOPE}, SignedHeaders=host;x-amz-date, Signature=${HEX}`, "aws4"],
  ["HMAC-SHA256", `Access=AK1, SignedHeaders=host;x-gateway-date, Signature=${HEX}`, "gateway-hmac"],
  ["SDK-HMAC-SHA256", `Access=AK1, SignedHeaders=host;x-sdk-date, Signature=${HEX}`, "gateway-hmac"],
  [
    "Signature",
    `keyId="AK1",algorithm="hmac-sha256",headers="@request-target date",signature="${BASE64}"`,
    "signature",
  ],
  [
    "hmac",
    `username="AK1", algorithm="hmac-sha256", headers="request-line date", signature="${BASE64}"`,
    "kong",
  ],
  [
    "Hmac",
    `username="AK1", algorithm="hmac-sha256", headers="request-line date", signature="${BASE64}"`,
    "kong",
  ],
];

const sending = (headers: Record<string, string[]>, query: [string, string][] = []) => ({
  ...requestOf("", "weather"),
  headers: { host: ["gateway.test"], ...headers },
  query,
});

/** The claim of a value in short, read of a request that carries these headers. */
const claimOf = (scheme: string, value: string, headers: Record<string, string[]>) => {
  const found = readSignature(sending(headers), scheme, value);
  return typeof found === "object" ? `${found.claim.scheme} ${found.claim.accessKey}` : found;
};

describe.each(VALUES)("a signature of the scheme %s", (scheme, rest, claimed) => {
  const value = `${scheme} ${rest}`;
  const expected = `${claimed} AK1`;

  it("is read from the header that it came in, whichever that is", () => {
    expect(claimOf(scheme, value, { authorization: [value] })).toBe(expected);
    expect(claimOf(scheme, value, { "proxy-authorization": [value] })).toBe(expected);
    expect(claimOf(scheme, value, { "x-latchkey": [value], authorization: ["Bearer x"] })).toBe(expected);
  });

  it("is one of the values that were sent, and no other of them", () => {
    const other = value.replaceAll("AK1", "AK2");
    const sent = { authorization: [other], "proxy-authorization": [other] };
    expect(claimOf(scheme, value, sent)).toBe(expected);
    expect(claimOf(scheme, value, { authorization: [value, other] })).toBe(expected);
  });

  it.each([
    ["cut off", value.slice(0, -10)],
    ["without an access key", value.replaceAll("AK1", "")],
    ["of a headers list that is empty", value.replace(/(SignedHeaders=|headers=")[^,"]*/, "$1")],
  ])("that is %s is malformed", (_what, broken) => {
    expect(claimOf(scheme, broken, { authorization: [broken] })).toBe("malformed");
  });

  it("has its case", () => {
    const written = scheme === "Hmac" ? "HMAC" : scheme.toLowerCase().replace("hmac", "hMAC");
    expect(claimOf(written, `${written} ${rest}`, {})).toBeUndefined();
  });

  it("begins as is told before it is read", () => {
    expect(akskPresenting.beginnings.some((each) => value.startsWith(each))).toBe(true);
  });
});

it.each(["Bearer", "Basic", "Digest", ""])("the scheme %s is no signature's", (scheme) => {
  expect(claimOf(scheme, `${scheme} x`, { authorization: [`${scheme} x`] })).toBeUndefined();
});

describe("a presigned request", () => {
  const QUERY: [string, string][] = [
    ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
    ["X-Amz-Credential", SCOPE],
    ["X-Amz-Date", "20260301T120000Z"],
    ["X-Amz-Expires", "60"],
    ["X-Amz-SignedHeaders", "host"],
    ["X-Amz-Signature", HEX],
  ];

  it("claims what its query says", () => {
    expect(readPresigned(sending({}, QUERY))).toMatchObject({
      type: "aksk",
      claim: { scheme: "aws4", accessKey: "AK1", expiresSeconds: 60 },
    });
  });

  it.each(QUERY.slice(0, 5).filter(([name]) => name !== "X-Amz-Expires"))(
    "without %s is malformed",
    (name) => {
      expect(
        readPresigned(
          sending(
            {},
            QUERY.filter(([each]) => each !== name),
          ),
        ),
      ).toBe("malformed");
    },
  );

  it("with a signature in a header too is malformed", () => {
    const [scheme, rest] = VALUES[0] ?? [];
    expect(readPresigned(sending({ authorization: [`${scheme} ${rest}`] }, QUERY))).toBe("malformed");
  });

  it("is none without a signature", () => {
    expect(readPresigned(sending({}))).toBeUndefined();
  });
});

describe("a message signature", () => {
  const COVERED = '("@method" "@authority" "@path" "@query")';
  const of = (input: string) => ({
    "signature-input": [`sig=${input}`],
    signature: [`sig=:${BASE64}:`],
  });
  const ours = `${COVERED};created=1772366400;keyid="AK1";alg="hmac-sha256"`;

  it("claims what its input says", () => {
    expect(readMessageSignature(sending(of(ours)))).toMatchObject({
      type: "aksk",
      claim: { scheme: "rfc9421", accessKey: "AK1", created: 1_772_366_400 },
    });
  });

  it.each([
    [
      "of another algorithm, which is for another verifier",
      ours.replace("hmac-sha256", "ed25519"),
      undefined,
    ],
    ["without a key id, which is for another verifier", ours.replace('keyid="AK1";', ""), undefined],
    ["without its time", ours.replace("created=1772366400;", ""), "malformed"],
    ["that covers no path", ours.replace(' "@path" "@query"', ""), "malformed"],
  ])("%s", (_what, input, expected) => {
    expect(readMessageSignature(sending(of(input)))).toBe(expected);
  });
});

describe("where signatures are looked for", () => {
  it.each([
    ["header", "authorization", true],
    ["header", "proxy-authorization", true],
    ["header", "signature", true],
    ["query", "X-Amz-Signature", true],
    ["query", "x-amz-signature", false],
    ["query", "signature", false],
    ["header", "x-amz-signature", false],
    ["cookie", "signature", false],
    ["cookie", "authorization", false],
  ] as const)("the %s %s is one of their own positions: %s", (where, name, expected) => {
    expect(akskPresenting.isDefaultPosition({ where, name })).toBe(expected);
  });

  it("two of them are never one: they may allow two bodies", () => {
    const found = readSignature(sending({}), VALUES[0]?.[0] ?? "", `${VALUES[0]?.[0]} ${VALUES[0]?.[1]}`);
    if (typeof found !== "object") throw new Error("It is a signature.");
    expect(akskPresenting.isSame(found, found)).toBe(false);
    expect(akskPresenting.isOfForm(found)).toBe(true);
  });
});
