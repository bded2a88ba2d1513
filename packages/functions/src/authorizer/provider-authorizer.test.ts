import { NOW } from "@latchkey/core/testing/records";
import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import { describe, expect, it } from "vitest";
import { anAuthorizer, sha256Hex, untold } from "./provider.fixture.ts";
import { ARN, HOST, httpEvent, restEvent } from "./provider-event.fixture.ts";

const IAM = { latchkeyAnswer: "iam" };
const at = new Date(NOW);

describe("the authorizer in front of a provider's REST API", () => {
  it("refuses a signature that waits for the body, which only our own gateway completes", async () => {
    const { handler, signer, refusals } = anAuthorizer();
    const headers = await untold(signer, "/prod/weather/today");
    await expect(handler(restEvent({ method: "POST", headers }))).rejects.toThrow(/^Unauthorized$/);
    expect(refusals).toMatchObject([{ reason: "body-mismatch", service: "weather" }]);
  });

  it("refuses what carries no credential, with the 401 of API Gateway", async () => {
    const { handler, refusals } = anAuthorizer();
    await expect(handler(restEvent())).rejects.toThrow(/^Unauthorized$/);
    expect(refusals).toEqual([{ requestId: "request-1", service: "weather", reason: "missing-credential" }]);
  });

  it.each(["/weather/../admin", "/weather/%2e%2e/admin", "/weather/.;x/y"])(
    "refuses a path with dots that the function behind might follow: %s",
    async (path) => {
      const { handler, apiKey, refusals } = anAuthorizer();
      const headers = { "X-API-Key": apiKey };
      await expect(handler(restEvent({ path, headers }))).rejects.toThrow(/^Unauthorized$/);
      expect(refusals).toMatchObject([{ reason: "invalid-path" }]);
    },
  );

  it.each(["/weather/today/%252e%252e/admin", "/weather/today/..%20/admin"])(
    "denies a path that the function behind might read as another one, where scopes name paths: %s",
    async (path) => {
      const { handler, apiKey, refusals } = anAuthorizer({
        service: { scopes: [{ name: "r", paths: ["/today/*"] }] },
      });
      expect(await handler(restEvent({ path, headers: { "X-API-Key": apiKey } }))).toMatchObject({
        policyDocument: { Statement: [{ Effect: "Deny" }] },
        context: { code: "invalid-path" },
      });
      expect(refusals).toMatchObject([{ reason: "invalid-path", service: "weather" }]);
    },
  );

  it("refuses an API that has no id, and one that is named to stand for the management API", async () => {
    const { handler, apiKey } = anAuthorizer();
    const headers = { "X-API-Key": apiKey };
    await expect(handler(restEvent({ headers, apiId: "" }))).rejects.toThrow(/^Unauthorized$/);
    const stageVariables = { latchkeyService: "latchkey" };
    await expect(handler(restEvent({ headers, stageVariables }))).rejects.toThrow(/^Unauthorized$/);
  });

  it("denies a consumer without a living subscription, with the code for the template of ACCESS_DENIED", async () => {
    const { handler, apiKey, consumer } = anAuthorizer({ status: "suspended" });
    expect(await handler(restEvent({ headers: { "X-API-Key": apiKey } }))).toEqual({
      principalId: consumer.id,
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{ Action: "execute-api:Invoke", Effect: "Deny", Resource: `${ARN}/prod/*` }],
      },
      context: { code: "subscription-suspended" },
    });
  });

  it("admits a consumer to API and stage, never by the path, in which * would count", async () => {
    const { handler, apiKey, consumer } = anAuthorizer({ services: { "abcdef1234/prod": "weather" } });
    const answer = await handler(restEvent({ path: "/weather/*", headers: { "X-API-Key": apiKey } }));
    expect(answer).toMatchObject({
      principalId: consumer.id,
      policyDocument: { Statement: [{ Effect: "Allow", Resource: `${ARN}/prod/*` }] },
      context: { kind: "consumer", consumerId: consumer.id, body: "any", hide: "header:x-api-key" },
    });
    expect(Object.values(answer.context ?? {}).every((value) => typeof value === "string")).toBe(true);
    expect(JSON.stringify(answer)).not.toContain(apiKey);
  });

  it("hands on the digest that a signature covers: the provider's function has to compare it", async () => {
    const { handler, signer } = anAuthorizer({ services: { "abcdef1234/prod": "weather" } });
    const request = { method: "POST", url: `https://${HOST}/prod/a%20b/c?x=1`, body: "hello" };
    const headers = { ...(await signAws4(request, signer, at)) };
    const event = restEvent({ method: "POST", path: "/a%20b/c", query: { x: "1" }, headers });
    expect((await handler(event)).context).toMatchObject({
      body: `sha256=${sha256Hex("hello")}`,
      nonce: expect.stringMatching(/^\d+ ./),
    });
  });

  it("compares scopes with what follows the slug in the path, or with all of it when something else names the service", async () => {
    const service = { scopes: [{ name: "read", paths: ["/today"] }] };
    const { handler, apiKey } = anAuthorizer({ service });
    const headers = { "X-API-Key": apiKey };
    expect((await handler(restEvent({ headers }))).context).toMatchObject({ scopes: "read" });
    const stageVariables = { latchkeyService: "weather" };
    expect((await handler(restEvent({ headers, stageVariables }))).context).toEqual({
      code: "scope-missing",
    });
    const whole = restEvent({ headers, stageVariables, path: "/today" });
    expect((await handler(whole)).context).toMatchObject({ scopes: "read" });
  });
});

describe("the authorizer in front of a provider's HTTP API (events as documented, none recorded)", () => {
  it.each([
    ["nothing", {}],
    ["a key of nobody", { "x-api-key": "k".repeat(40) }],
  ])("says no, simply or with a policy, to what carries %s", async (_what, headers) => {
    const { handler } = anAuthorizer();
    expect(await handler(httpEvent({ headers }))).toEqual({
      isAuthorized: false,
      context: { code: "invalid-credential" },
    });
    expect(await handler(httpEvent({ headers, stageVariables: IAM }))).toMatchObject({
      policyDocument: { Statement: [{ Effect: "Deny", Resource: `${ARN}/$default/*` }] },
      context: { code: "invalid-credential" },
    });
  });

  it("refuses a signature that waits for the body", async () => {
    const { handler, signer, refusals } = anAuthorizer();
    const headers = await untold(signer, "/weather/today");
    expect(await handler(httpEvent({ method: "POST", headers }))).toMatchObject({ isAuthorized: false });
    expect(refusals).toMatchObject([{ reason: "body-mismatch" }]);
  });

  it("tells an identified consumer's refusal by its code", async () => {
    const { handler, apiKey } = anAuthorizer({ status: "suspended" });
    const headers = { "x-api-key": apiKey };
    const code = "subscription-suspended";
    expect(await handler(httpEvent({ headers }))).toEqual({ isAuthorized: false, context: { code } });
    expect(await handler(httpEvent({ headers, stageVariables: IAM }))).toMatchObject({
      policyDocument: { Statement: [{ Effect: "Deny" }] },
      context: { code },
    });
  });

  it("admits a consumer, simply or with a policy for API and stage", async () => {
    const { handler, apiKey, consumer } = anAuthorizer();
    const headers = { authorization: `Bearer ${apiKey}` };
    const context = { kind: "consumer", consumerId: consumer.id, body: "any" };
    expect(await handler(httpEvent({ headers }))).toMatchObject({ isAuthorized: true, context });
    expect(await handler(httpEvent({ headers, stageVariables: IAM }))).toMatchObject({
      principalId: consumer.id,
      policyDocument: {
        Statement: [
          { Effect: "Allow", Resource: [`${ARN}/$default/GET/weather`, `${ARN}/$default/GET/weather/*`] },
        ],
      },
      context,
    });
  });

  it("checks a signature over the stage, the query as it was sent, and a path with a space in it", async () => {
    const { handler, signer } = anAuthorizer();
    const url = `https://${HOST}/prod/weather/a%20b?b=2&a=x%26y&a=1+2`;
    const headers = { ...(await signAws4({ method: "PUT", url, body: "hello" }, signer, at)) };
    const event = {
      method: "PUT",
      stage: "prod",
      rawPath: "/prod/weather/a b",
      rawQueryString: "b=2&a=x%26y&a=1+2",
      headers,
    };
    expect(await handler(httpEvent(event))).toMatchObject({
      isAuthorized: true,
      context: { body: `sha256=${sha256Hex("hello")}` },
    });
    const other = { ...event, rawQueryString: "b=2&a=x%26y&a=1+3" };
    expect(await handler(httpEvent(other))).toMatchObject({ isAuthorized: false });
  });
});

describe("a key that a former pepper has hashed", () => {
  it("is hashed again at a provider's own API, whose function is told nothing of it", async () => {
    const { handler, apiKey, rehashed } = anAuthorizer({ newPepper: true });
    const answer = await handler(restEvent({ headers: { "X-API-Key": apiKey } }));
    expect(answer).toMatchObject({ policyDocument: { Statement: [{ Effect: "Allow" }] } });
    expect(rehashed).toMatchObject([{ at: 0, from: { pepper: "k1" }, to: { pepper: "k2" } }]);
    expect(JSON.stringify(answer)).not.toContain(rehashed[0]?.to.hash);
    expect(JSON.stringify(answer)).not.toContain("rehash");
  });

  it("is left to the function behind the authorizer at the gateway, so that the verdict waits for no write", async () => {
    const { handler, apiKey, rehashed } = anAuthorizer({ newPepper: true });
    const answer = await handler(restEvent({ headers: { "X-API-Key": apiKey }, apiId: "gatewayapi" }));
    expect(rehashed).toEqual([]);
    const { rehash } = Object(answer).context;
    expect(JSON.parse(rehash)).toMatchObject({ from: { pepper: "k1" }, to: { pepper: "k2" } });
  });

  it("is no matter when its pepper is the current one", async () => {
    const { handler, apiKey, rehashed } = anAuthorizer();
    const answer = await handler(restEvent({ headers: { "X-API-Key": apiKey }, apiId: "gatewayapi" }));
    expect([rehashed, Object(answer).context.rehash]).toEqual([[], undefined]);
  });
});
