import { describe, expect, it } from "vitest";
import type { LambdaHandler } from "./lambda-handler.ts";
import { policy, policyAuthorizer, recorder, route, send, startApi } from "./rest-api.fixture.ts";
import type { RestAuthorizerEvent } from "./rest-event.ts";

const JSON_TEMPLATE =
  '{"code":"$context.authorizer.code","id":"$context.requestId","type":"$context.error.responseType","message":$context.error.messageString}';

const call = async (handler: LambdaHandler, url = "/svc/x", request: Parameters<typeof send>[2] = {}) => {
  const { events, handler: integration } = recorder();
  const { port, faults } = await startApi({
    routes: [route("ANY", "/{service}/{proxy+}", integration, { authorized: true })],
    authorizer: { handler },
    gatewayResponses: {
      ACCESS_DENIED: { template: JSON_TEMPLATE, headers: { "Content-Type": "application/problem+json" } },
      UNAUTHORIZED: { template: JSON_TEMPLATE, headers: { "WWW-Authenticate": "Bearer" } },
      DEFAULT_5XX: { template: JSON_TEMPLATE },
    },
  });
  return { answer: await send(port, url, request), events, faults };
};

describe("an authorizer that refuses", () => {
  it("denies with 403 ACCESS_DENIED, and its context reaches the template", async () => {
    const { answer, events } = await call(policyAuthorizer("Deny", { code: "no-subscription" }).handler);
    expect(answer.status).toBe(403);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(JSON.parse(answer.body)).toEqual({
      code: "no-subscription",
      id: answer.headers["x-amzn-requestid"],
      type: "ACCESS_DENIED",
      message: "User is not authorized to access this resource with an explicit deny",
    });
    expect(events).toEqual([]);
  });

  it("throws Unauthorized: 401 UNAUTHORIZED, where the template has no context", async () => {
    const { answer, faults } = await call(async () => {
      throw new Error("Unauthorized");
    });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toMatchObject({
      code: "",
      type: "UNAUTHORIZED",
      message: "Unauthorized",
    });
    expect(answer.headers["www-authenticate"]).toBe("Bearer");
    expect(faults).toEqual([]);
  });

  it("escapes nothing in a template and reads no value twice", async () => {
    const { answer } = await call(policyAuthorizer("Deny", { code: 'a"b $context.requestId $&' }).handler);
    expect(answer.body).toContain('"code":"a"b $context.requestId $&"');
  });

  it("gives a policy that allows another resource, or nothing: 403", async () => {
    const allow = (resource: string) => async () => policy("Allow", resource);
    const arn = "arn:aws:execute-api:us-east-1:000000000000:abc123/live/GET/svc/x";
    for (const resource of [`${arn}y`, arn.slice(0, -1), arn.replace("GET", "POST"), "", "?"]) {
      expect((await call(allow(resource))).answer.status).toBe(403);
    }
    const none = { principalId: "x", policyDocument: { Statement: [] } };
    expect((await call(async () => none)).answer.status).toBe(403);
  });

  it("denies within an allow: the deny wins", async () => {
    const { answer } = await call(async (event: RestAuthorizerEvent) => {
      const statement = (Effect: string, Resource: string) => ({
        Effect,
        Action: "execute-api:Invoke",
        Resource,
      });
      const Statement = [statement("Allow", "*"), statement("Deny", event.methodArn)];
      return { principalId: "x", policyDocument: { Statement } };
    });
    expect(answer.status).toBe(403);
  });
});

describe("an authorizer that is broken", () => {
  it("crashes: 500 AUTHORIZER_FAILURE", async () => {
    const { answer, events, faults } = await call(() => {
      throw new TypeError("boom");
    });
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toMatchObject({ type: "AUTHORIZER_FAILURE", message: null });
    expect(events).toEqual([]);
    expect(faults[0]?.error).toBeInstanceOf(TypeError);
  });

  const sound = policy("Allow", "*");
  it.each([
    ["nothing", undefined],
    ["a word", "Allow"],
    ["no principal", { ...sound, principalId: undefined }],
    ["no policy", { ...sound, policyDocument: undefined }],
    ["an unknown effect", policy("allow", "*")],
    [
      "a condition",
      { ...sound, policyDocument: { Statement: [{ ...sound.policyDocument.Statement[0], Condition: {} }] } },
    ],
    ["an object in the context", policy("Allow", "*", { a: {} })],
    ["a list in the context", policy("Allow", "*", { a: [] })],
    ["null in the context", policy("Allow", "*", { a: null })],
    ["more than 8 KB", policy("Allow", "*", { a: "x".repeat(8192) })],
  ])("answers %s: 500 AUTHORIZER_CONFIGURATION_ERROR", async (_, answered) => {
    const { answer, events } = await call(async () => answered);
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toMatchObject({ type: "AUTHORIZER_CONFIGURATION_ERROR" });
    expect(events).toEqual([]);
  });

  it("takes too long: 500 AUTHORIZER_FAILURE", async () => {
    const { port } = await startApi({
      routes: [route("GET", "/x", recorder().handler, { authorized: true })],
      authorizer: { handler: () => new Promise(() => {}) },
      timeoutMilliseconds: 30,
    });
    expect((await send(port, "/x")).status).toBe(500);
  });
});

describe("an authorizer that allows", () => {
  it("puts its principal and context into the integration's event, as strings", async () => {
    const { handler } = policyAuthorizer("Allow", { text: "a", count: 7, flag: true });
    const { answer, events } = await call(handler);
    expect(answer.status).toBe(200);
    expect(events[0]?.requestContext.authorizer).toEqual({
      principalId: "someone",
      text: "a",
      count: "7",
      flag: "true",
    });
  });

  it.each(["*", "arn:aws:execute-api:*:*:abc123/live/GET/*", "arn:aws:execute-api:*/G?T/svc/?"])(
    "may use wildcards: %s",
    async (resource) => {
      expect((await call(async () => policy("Allow", resource))).answer.status).toBe(200);
    },
  );

  it("sees the request, and neither the body nor whether there is one", async () => {
    const { handler, events } = policyAuthorizer("Allow");
    const headers = ["X-Key", "1", "Content-Type", "text/plain"];
    await call(handler, "/svc/a%2Fb/?q=1&q=2", { method: "POST", body: "secret", headers });
    await call(handler, "/svc/x", { method: "POST", headers: [...headers, "Transfer-Encoding", "chunked"] });
    expect(events[0]).toMatchObject({
      type: "REQUEST",
      methodArn: "arn:aws:execute-api:us-east-1:000000000000:abc123/live/POST/svc/a%2Fb/",
      resource: "/{service}/{proxy+}",
      path: "/svc/a%2Fb/",
      httpMethod: "POST",
      headers: { "X-Key": "1" },
      multiValueHeaders: { "X-Key": ["1"] },
      queryStringParameters: { q: "2" },
      multiValueQueryStringParameters: { q: ["1", "2"] },
      pathParameters: { service: "svc", proxy: "a%2Fb" },
      stageVariables: {},
    });
    expect(JSON.stringify(events[0])).not.toContain("secret");
    expect(events[1]).toMatchObject({ queryStringParameters: {}, multiValueQueryStringParameters: {} });
    const names = (index: number) => Object.keys(events[index]?.headers ?? {}).sort();
    expect(names(0)).toEqual(names(1));
    expect(Object.keys(events[0] ?? {})).not.toContain("body");
  });

  it("is asked again for every request, and not at all where a route has none", async () => {
    const { handler, events } = policyAuthorizer("Allow");
    const routes = [
      route("GET", "/x", recorder().handler, { authorized: true }),
      route("GET", "/open", recorder().handler),
    ];
    const { port } = await startApi({ routes, authorizer: { handler } });
    for (const url of ["/x", "/x", "/open"]) expect((await send(port, url)).status).toBe(200);
    expect(events.length).toBe(2);
  });

  it("is never asked about a method ARN over 1,600 bytes: 414", async () => {
    const { handler, events } = policyAuthorizer("Allow");
    const { length } = "arn:aws:execute-api:us-east-1:000000000000:abc123/live/GET/svc/";
    const longest = `/svc/${"x".repeat(1600 - length)}`;
    expect((await call(handler, longest)).answer.status).toBe(200);
    expect((await call(handler, `${longest}x`)).answer.status).toBe(414);
    expect(events.length).toBe(1);
  });
});

describe("a route that wants an authorizer when the API has none", () => {
  it("answers 500 and calls nothing", async () => {
    const { events, handler } = recorder();
    const { port } = await startApi({ routes: [route("GET", "/x", handler, { authorized: true })] });
    expect((await send(port, "/x")).status).toBe(500);
    expect(events).toEqual([]);
  });
});
