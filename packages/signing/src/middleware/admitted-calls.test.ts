import { describe, expect, it } from "vitest";
import { refusedCall } from "./admitted-calls.ts";
import { context, digest, type Given, httpEvent, REFUSED, restEvent } from "./provider-event.fixture.ts";

describe.each([
  ["REST", restEvent, (fields: Record<string, string>) => context(fields)],
  ["HTTP", httpEvent, (fields: Record<string, string>) => ({ lambda: context(fields) })],
] as const)("a provider's function behind the authorizer of its %s API", (_name, eventOf, authorizerOf) => {
  const call = (fields: Record<string, string>, given: Given = {}) =>
    refusedCall(eventOf({ ...given, authorizer: authorizerOf(fields) }));

  it.each([undefined, null, {}, { kind: "person", body: "any" }, { lambda: {} }, { jwt: { claims: {} } }])(
    "refuses a call whose route has no authorizer of ours: %j",
    async (authorizer) => {
      const event = eventOf();
      expect(
        await refusedCall({ ...event, requestContext: { ...event.requestContext, authorizer } }),
      ).toMatchObject(REFUSED);
    },
  );

  it("refuses another body than the signature covers, and any body where it covers none", async () => {
    const body = `sha256=${digest("hello")}`;
    expect(await call({ body }, { body: "hullo" })).toMatchObject(REFUSED);
    expect(await call({ body }, { body: null })).toMatchObject(REFUSED);
    expect(await call({ body: "none" }, { body: "hello" })).toMatchObject(REFUSED);
    expect(await call({ body: "ANY" }, { body: "hello" })).toMatchObject(REFUSED);
  });

  it("refuses another method than the authorizer was asked about, and believes an older one that says nothing", async () => {
    const method = eventOf === restEvent ? "POST" : "PUT";
    for (const request of [`${method} /orders`, `${method} sha256=x`, ""])
      expect(await call({ request })).toBeUndefined();
    for (const request of ["GET /orders", `${method}X /orders`, method, ` ${method} /orders`])
      expect(await call({ request })).toMatchObject({
        statusCode: 403,
        body: expect.stringContaining('"forbidden"'),
      });
  });

  it("lets the body through that the rule allows, as text or as bytes", async () => {
    const body = `sha256=${digest("hello")}`;
    expect(await call({ body }, { body: "hello" })).toBeUndefined();
    expect(await call({ body }, { body: "aGVsbG8=", isBase64Encoded: true })).toBeUndefined();
    expect(await call({ body: "none" })).toBeUndefined();
    expect(await call({ body: "any" }, { body: "anything" })).toBeUndefined();
  });

  it("refuses a signature that may be used once while the nonce store does not answer", async () => {
    expect(await call({ nonce: "1 x" })).toMatchObject(REFUSED);
  });
});
