import { NOW } from "@latchkey/core/testing/records";
import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import { admittedCalls } from "@latchkey/signing/middleware/admitted-calls";
import { verifyRequest } from "@latchkey/signing/middleware/verify-request";
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { providerRestRequest } from "../call/rest-request.ts";
import { verifiedCall } from "../verify/verified-call.ts";
import { VerifyInput } from "../verify/verify-input.ts";
import { isHttpEvent, providerHttpRequest } from "./http-request.ts";
import { anAuthorizer } from "./provider.fixture.ts";
import { HOST, httpEvent, restEvent } from "./provider-event.fixture.ts";

/** What Lambda hands a function, of which the middlewares here read nothing. */
const LAMBDA = { getRemainingTimeInMillis: () => 1000 } as Context;

describe("a provider's function with middy, behind the authorizer that signed calls come through", () => {
  const called = async (body: string, replayProtection = false) => {
    const { handler, signer } = anAuthorizer({ replayProtection });
    const url = `https://${HOST}/weather/today`;
    const headers = { ...(await signAws4({ method: "POST", url, body: "hello" }, signer, new Date(NOW))) };
    const asked = httpEvent({ method: "POST", headers });
    const { context } = await handler(asked);
    const event = {
      ...asked,
      body,
      requestContext: { ...asked.requestContext, authorizer: { lambda: context } },
    };
    const own = middy<APIGatewayProxyEventV2>()
      .use(admittedCalls())
      .handler(async () => ({ statusCode: 200, body: "done" }));
    // As it arrives: JSON.
    return own(JSON.parse(JSON.stringify(event)), LAMBDA);
  };

  it("never runs for another body than the one that was signed", async () => {
    expect(await called("hullo")).toMatchObject({ statusCode: 401 });
  });

  it("never runs for a signature that may be used once while the nonce store is not asked", async () => {
    expect(await called("hello", true)).toMatchObject({ statusCode: 401 });
  });

  it("runs for the body that was signed", async () => {
    expect(await called("hello")).toEqual({ statusCode: 200, body: "done" });
  });
});

describe("what the middleware asks POST /v1/verify", () => {
  it.each([
    [
      "a REST API",
      restEvent({ method: "POST", path: "/a%20b", headers: { "X-Api-Key": "k" }, query: { a: "1" } }),
    ],
    ["an HTTP API", httpEvent({ rawPath: "/a b", rawQueryString: "a=1&a=2", cookies: ["one=1"] })],
  ])("is the call as the authorizer has seen it: of %s", async (_what, event) => {
    const digest = "0".repeat(64);
    const input = VerifyInput.parse(verifyRequest(event, "weather", digest));
    const table = { [`${event.requestContext.apiId}/${event.requestContext.stage}`]: "weather" };
    const seen = isHttpEvent(event) ? providerHttpRequest(event, table) : providerRestRequest(event, table);
    const service = { slug: "weather", team: "providers" };
    const { rest: _rest, asking: _asking, ...asked } = verifiedCall(input, service, "request-1");
    const { rest: _, ...authorized } = seen?.request ?? { rest: "" };
    expect(asked).toEqual(authorized);
    expect(input.bodySha256).toBe(digest);
  });
});
