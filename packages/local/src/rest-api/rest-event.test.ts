import { describe, expect, it } from "vitest";
import { policyAuthorizer, recorder, route, send, startApi } from "./rest-api.fixture.ts";

const record = async (url: string, call: Parameters<typeof send>[2] = {}, overrides = {}) => {
  const { events, handler } = recorder();
  const routes = [route("ANY", "/{proxy+}", handler), route("ANY", "/v1/teams/{team}", handler)];
  const { port } = await startApi({ routes, ...overrides });
  const answer = await send(port, url, call);
  return { answer, port, event: events[0] };
};

describe("an Authorization with a Signature V4", () => {
  const SIGNATURE =
    "AWS4-HMAC-SHA256 Credential=AK/20260101/r/s/aws4_request, SignedHeaders=host, Signature=0";
  it.each([
    [undefined, SIGNATURE, [SIGNATURE, SIGNATURE]],
    ["off", SIGNATURE, [SIGNATURE, SIGNATURE]],
    ["integration", SIGNATURE, [SIGNATURE, undefined]],
    ["both", SIGNATURE, [undefined, undefined]],
    ["both", "Bearer AWS4-HMAC-SHA256", ["Bearer AWS4-HMAC-SHA256", "Bearer AWS4-HMAC-SHA256"]],
  ] as const)("is dropped as the switch says: %s, %s", async (signatureV4Dropped, value, seen) => {
    const { events, handler } = recorder();
    const authorizer = policyAuthorizer("Allow");
    const routes = [{ ...route("ANY", "/{proxy+}", handler), authorized: true }];
    const dropped = signatureV4Dropped === undefined ? {} : { signatureV4Dropped };
    const { port } = await startApi({ routes, authorizer: { handler: authorizer.handler }, ...dropped });
    await send(port, "/x", { headers: ["Authorization", value, "X-Amz-Date", "20260101T000000Z"] });
    const [asked, called] = [authorizer.events[0], events[0]];
    expect([asked, called].map((event) => event?.headers["Authorization"])).toEqual(seen);
    expect([asked, called].map((event) => event?.multiValueHeaders["Authorization"]?.[0])).toEqual(seen);
    expect(called?.headers["X-Amz-Date"]).toBe("20260101T000000Z");
  });
});

describe("the event of a proxied request", () => {
  it("keeps the path as the client wrote it, with the stage in front in the context", async () => {
    const { event } = await record("/a%2Fb//c%20d/?x=1");
    expect(event?.path).toBe("/a%2Fb//c%20d/");
    expect(event?.requestContext.path).toBe("/live/a%2Fb//c%20d/");
    expect(event?.pathParameters).toEqual({ proxy: "a%2Fb//c%20d" });
  });

  it("collapses leading slashes in path, not in the context's", async () => {
    const { event } = await record("//x");
    expect([event?.path, event?.requestContext.path]).toEqual(["/x", "/live//x"]);
  });

  it("strips the stage from the URL where the API has it there, and any slashes before it", async () => {
    const { event } = await record("//live//x", {}, { stageInPath: true });
    expect([event?.path, event?.requestContext.path]).toEqual(["/x", "/live//x"]);
  });

  it("refuses another stage and what only begins like the stage", async () => {
    for (const url of ["/other/x", "/livex/x"]) {
      const { answer, event } = await record(url, {}, { stageInPath: true });
      expect([answer.status, event]).toEqual([403, undefined]);
    }
  });

  it("names parameters that the route captured, still encoded", async () => {
    const { event } = await record("/v1/teams/a%20b");
    expect(event?.pathParameters).toEqual({ team: "a%20b" });
    expect(event?.resource).toBe("/v1/teams/{team}");
    expect(event?.requestContext.resourcePath).toBe("/v1/teams/{team}");
  });

  it("decodes the query, reads + as a space and ; as &, and sorts the names", async () => {
    const { event } = await record("/x?b=1+2&a=%C3%A9;c&b=3%2B&&a==&%5F_proto__=p");
    expect(event?.queryStringParameters).toEqual(
      Object.fromEntries([
        ["__proto__", "p"],
        ["a", "="],
        ["b", "3+"],
        ["c", ""],
      ]),
    );
    expect(event?.multiValueQueryStringParameters).toMatchObject({
      a: ["é", "="],
      b: ["1 2", "3+"],
      c: [""],
    });
    expect(Object.keys(event?.queryStringParameters ?? {})).toEqual(["__proto__", "a", "b", "c"]);
  });

  it("has null where there is no query, no parameter and no body", async () => {
    const { events, handler } = recorder();
    const { port } = await startApi({ routes: [route("GET", "/", handler)] });
    await send(port, "/?");
    expect(events[0]).toMatchObject({
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
    });
  });

  it("keeps the casing of header names, the last value singly and all values as a list", async () => {
    const { event } = await record("/x", { headers: ["tEsT", "1", "tEsT", "2", "__proto__", "p"] });
    expect(event?.headers).toMatchObject({ tEsT: "2" });
    expect(event?.multiValueHeaders).toMatchObject({ tEsT: ["1", "2"] });
    expect(Object.keys(event?.headers ?? {})).toContain("__proto__");
  });

  it("leaves out what belongs to the connection or tells the body's length", async () => {
    const headers = [
      "Connection",
      "close, X-Hop",
      "connection",
      "HOST,x-hop-2",
      "X-Hop",
      "1",
      "x-Hop-2",
      "2",
    ];
    headers.push("TE", "trailers", "Content-MD5", "x", "X-Other", "1");
    const { event } = await record("/x", { method: "POST", body: "hello", headers });
    const names = Object.keys(event?.headers ?? {}).map((name) => name.toLowerCase());
    for (const gone of [
      "connection",
      "te",
      "content-md5",
      "content-length",
      "transfer-encoding",
      "x-hop",
      "x-hop-2",
    ]) {
      expect(names).not.toContain(gone);
    }
    expect(names).toEqual(expect.arrayContaining(["x-other", "host"]));
    expect(event?.body).toBe("hello");
  });

  it("appends the caller's address to X-Forwarded-For and overwrites what a client claims otherwise", async () => {
    const headers = ["x-forwarded-for", "6.6.6.6", "X-Forwarded-Proto", "https", "X-Forwarded-Port", "443"];
    const { event, port } = await record("/x", { headers });
    expect(event?.multiValueHeaders).toMatchObject({
      "X-Forwarded-For": ["6.6.6.6, 127.0.0.1"],
      "X-Forwarded-Proto": ["http"],
      "X-Forwarded-Port": [String(port)],
    });
    expect(event?.headers).not.toHaveProperty("x-forwarded-for");
    expect(event?.requestContext.identity.sourceIp).toBe("127.0.0.1");
  });

  it("tells when, by whom and under which ids", async () => {
    const now = () => Date.UTC(2025, 3, 9, 12, 34, 56, 789);
    const headers = ["Host", "api.example.com:8443", "user-agent", "me/1"];
    const { event, answer } = await record("/x", { headers }, { now, accountId: "111111111111" });
    expect(event?.requestContext).toMatchObject({
      accountId: "111111111111",
      apiId: "abc123",
      domainName: "api.example.com",
      domainPrefix: "api",
      httpMethod: "GET",
      protocol: "HTTP/1.1",
      requestTime: "09/Apr/2025:12:34:56 +0000",
      requestTimeEpoch: now(),
      stage: "live",
    });
    expect(event?.requestContext.identity.userAgent).toBe("me/1");
    expect(event?.requestContext.requestId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(answer.headers["x-amzn-requestid"]).toBe(event?.requestContext.requestId);
    expect(answer.headers["x-amz-apigw-id"]).toBe(event?.requestContext.extendedRequestId);
  });

  it("carries a body as text, and as base64 when its type is binary or everything is", async () => {
    const body = Buffer.from([0x7b, 0x00, 0xff]);
    const call = { method: "PUT", body, headers: ["Content-Type", "image/PNG; q=1"] };
    expect((await record("/x", call)).event).toMatchObject({ body: "{\u0000\ufffd", isBase64Encoded: false });
    for (const binaryMediaTypes of [["image/png"], ["image/*"], ["*/*"]]) {
      const { event } = await record("/x", call, { binaryMediaTypes });
      expect(event).toMatchObject({ body: body.toString("base64"), isBase64Encoded: true });
    }
  });
});

describe("a request that is no request", () => {
  it.each(["/%", "/%zz", "/a%4", "/x?a=%g0", "/x#y", "http://other/x", "*"])(
    "is refused: %s",
    async (url) => {
      const { answer, event } = await record(url, { method: "OPTIONS" });
      expect([answer.status, answer.body, event]).toEqual([400, '{"message":"Bad Request"}', undefined]);
    },
  );

  it("is refused with two Host headers", async () => {
    const { answer, event } = await record("/x", { headers: ["Host", "a", "host", "b"] });
    expect([answer.status, event]).toEqual([400, undefined]);
  });
});
