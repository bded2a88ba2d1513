import type { IamUpstream } from "@latchkey/core/stage/iam-upstream";
import { describe, expect, it } from "vitest";
import type { Sent } from "./gateway.fixture.ts";
import { aSignedService, isSignedByRole, type Received } from "./role-signature.fixture.ts";

const only = (received: readonly Received[]): Received => {
  const [one, ...more] = received;
  if (!one || more.length > 0) throw new Error(`${received.length} requests were received.`);
  return one;
};

const REQUESTS: Record<string, Sent> = {
  "a GET": {},
  "a GET of the root": { path: "/echo" },
  "a query": { query: { b: ["2"], a: ["1"], "": ["x"] } },
  "a query with repeated, reserved and empty values": {
    query: { a: ["2", "1", "a+b c&d=e%"], "weird name/é": ["", "~*'()!"] },
  },
  "a path with a bare colon": { path: "/echo/model/anthropic.claude-v2:1/invoke" },
  "a path with an escaped colon": { path: "/echo/model/anthropic.claude-v2%3a1/invoke" },
  "a path with an escaped slash and letters": { path: "/echo/arn%3Aaws%2Fprofile/%41%7E" },
  "a path with empty segments": { path: "/echo//a///b/" },
  "a path of other scripts": { path: "/echo/caf%C3%A9/%E2%82%AC" },
  "a path of marks": { path: "/echo/a!b'(c)*d,e;f=g@h$i&j" },
  "a body": {
    method: "POST",
    body: Buffer.from('{"a":1}'),
    headers: { "content-type": ["application/json"] },
  },
  "a body that is no text": { method: "PUT", body: Buffer.from([0, 255, 128, 10]) },
  "an empty POST": { method: "POST" },
  "a HEAD": { method: "HEAD" },
  "a DELETE": { method: "DELETE" },
  "headers of many lines": { headers: { accept: ["a", "b"], "x-more": ["  two   blanks "] } },
};

describe("a call that is signed with the gateway's role", () => {
  it.each(Object.entries(REQUESTS))("is one that AWS's own signer signs alike: %s", async (_what, sent) => {
    for (const service of ["lambda", "bedrock", "execute-api"] as const) {
      const { send, received } = await aSignedService({ service });
      expect((await send(sent)).status).toBe(200);
      const request = only(received);
      expect(await isSignedByRole(request, service)).toBe(true);
      expect(request.headers["x-amz-security-token"]).toEqual(["session+token/="]);
    }
  });

  it("is not signed alike when anything of it changes", async () => {
    const { send, received } = await aSignedService();
    await send({ method: "POST", query: { a: ["1"] }, body: Buffer.from("x") });
    const request = only(received);
    const { headers } = request;
    const changes: Partial<Received>[] = [
      { method: "PUT" },
      { url: "/y?a=1" },
      { url: "/x?a=2" },
      { body: Buffer.from("y") },
      { headers: { ...headers, host: ["other.test"] } },
      { headers: { ...headers, "x-amz-date": ["20200101T000000Z"] } },
      { headers: { ...headers, "x-amz-security-token": ["another"] } },
    ];
    for (const change of changes)
      expect(await isSignedByRole({ ...request, ...change }, "lambda")).toBe(false);
    expect(await isSignedByRole(request, "bedrock")).toBe(false);
  });

  it("is signed over the body that is sent, to which a member was added", async () => {
    const { send, received } = await aSignedService({ service: "bedrock", fields: { kind: "ai" } });
    const body = Buffer.from('{"model":"m","messages":[],"stream":true}');
    await send({ method: "POST", path: "/echo/v1/chat/completions", body });
    const request = only(received);
    expect(request.body.toString()).toContain("include_usage");
    expect(await isSignedByRole(request, "bedrock")).toBe(true);
  });

  it("joins the address's own path and query", async () => {
    const { send, received } = await aSignedService({ path: "/model/a:1" });
    await send({ path: "/echo/invoke", query: { a: ["+"] } });
    expect(only(received).url).toBe("/model/a%3A1/invoke?a=%2B");
    expect(await isSignedByRole(only(received), "lambda")).toBe(true);
  });

  it("carries nothing of another signature, in no spelling and no place", async () => {
    const { send, received } = await aSignedService();
    await send({
      headers: {
        Authorization: ["Bearer the-caller's-own"],
        "X-Amz-Security-Token": ["foreign"],
        x_amz_date: ["foreign"],
        "X-AMZ-Content-SHA256": ["foreign"],
        "X-Amz-Target": ["DynamoDB_20120810.Scan"],
        "X.Amz.Invocation.Type": ["foreign"],
      },
      query: { "X-Amz-Signature": ["foreign"], "x-amz-credential": ["foreign"], kept: ["1"] },
    });
    const request = only(received);
    expect(JSON.stringify(request)).not.toMatch(/the-caller|foreign|Scan/);
    expect(request.url).toBe("/x?kept=1");
    expect(request.headers["authorization"]).toEqual([
      expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=AKIDROLE\//),
    ]);
    expect(await isSignedByRole(request, "lambda")).toBe(true);
  });
});

describe("a call that the stage does not grant", () => {
  it.each<[string, Partial<IamUpstream>]>([
    ["another team", { teams: ["callers"] }],
    ["another service", { service: "bedrock" }],
    ["another region", { region: "us-east-1" }],
    ["another address", { url: "https://granted.test" }],
  ])("is never sent: %s", async (_what, grant) => {
    const { send, received, lines } = await aSignedService({ grant });
    const { status, json } = await send();
    expect([status, json()]).toMatchObject([502, { code: "upstream-unreachable" }]);
    expect(lines[0]).toMatchObject({ cause: "role-not-granted" });
    expect(received).toEqual([]);
  });

  it.each(["/echo/%252e%252e/other", "/echo/..%20/other", "/echo/%EF%BC%8E%EF%BC%8E/other"])(
    "is never sent by a path that leads out of what is granted: %s",
    async (path) => {
      const { send, received } = await aSignedService({ path: "/granted" });
      expect((await send({ path })).status).toBe(400);
      expect(received).toEqual([]);
    },
  );

  it("is never sent without credentials to sign it with", async () => {
    const { send, received, lines } = await aSignedService({ credentials: undefined });
    expect((await send()).status).toBe(502);
    expect(lines[0]).toMatchObject({ cause: "role-without-credentials" });
    expect(received).toEqual([]);
  });
});

const REFUSALS_OF_THE_ROLE = [
  "AccessDeniedException",
  "AccessDeniedException:http://internal.amazon.com/coral/",
  "InvalidSignatureException",
  "ExpiredTokenException",
  "UnrecognizedClientException",
];

describe("an answer of AWS", () => {
  const said = "User: arn:aws:sts::123456789012:assumed-role/gateway is not authorized";

  it.each(REFUSALS_OF_THE_ROLE)(
    "that refuses the role is none of the caller's: 502, and nothing of its text: %s",
    async (type) => {
      const headers = { "x-amzn-ErrorType": type };
      const { send, lines } = await aSignedService({ answer: { status: 403, headers, body: said } });
      const { status, text } = await send();
      expect([status, text]).toEqual([502, expect.not.stringContaining("123456789012")]);
      expect(lines[0]).toMatchObject({ cause: "role-refused", upstreamStatus: 403 });
    },
  );

  it.each([
    [403, {}],
    [403, { "x-amzn-ErrorType": "MissingAuthenticationTokenException" }],
    [429, { "x-amzn-ErrorType": "ThrottlingException" }],
    [400, { "x-amzn-ErrorType": "ValidationException" }],
    [200, { "x-amzn-ErrorType": "AccessDeniedException" }],
  ] as const)("that says anything else goes through: %d %j", async (status, headers) => {
    const { send } = await aSignedService({ answer: { status, headers, body: said } });
    const answer = await send();
    expect([answer.status, answer.text]).toEqual([status, said]);
  });
});
