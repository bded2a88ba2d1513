import { describe, expect, it } from "vitest";
import { gatewayResponses, targetTooLong } from "./gateway-responses.ts";

const planes = ["control", "gateway"] as const;

describe.each(planes)("the answers of API Gateway itself on the %s plane", (plane) => {
  const responses = Object.entries(gatewayResponses(plane));

  it.each(responses)("%s uses nothing that a client or a provider can write", (_, { template }) => {
    const variables = template.match(/\$context(?:\.\w+)+/g) ?? [];
    expect(["$context.authorizer.code", "$context.authorizer.detail", "$context.extendedRequestId"]).toEqual(
      expect.arrayContaining(variables),
    );
    expect(template.replaceAll(/\$context(?:\.\w+)+/g, "")).not.toContain("$");
  });

  it.each(responses)("%s is a whole problem document whose status is the answer's", (_, response) => {
    const problem = JSON.parse(response.template);
    // What the OpenAPI document says that every problem has.
    for (const field of ["title", "detail", "instance", "code", "requestId"])
      expect(problem[field]).toMatch(/./);
    expect(problem).toMatchObject({
      status: response.statusCode,
      type: expect.stringMatching(/^\/docs\/problems#/),
    });
    expect(response.headers).toMatchObject({
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
    });
  });

  it("asks for a credential in challenges that RFC 9110, section 11.6.1 allows", () => {
    const value = gatewayResponses(plane).UNAUTHORIZED.headers["WWW-Authenticate"] ?? "";
    const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    const parameter = `${token}="[^"\\\\]*"`;
    const challenge = `${token} ${parameter}(?:, ${parameter})*`;
    expect(value).toMatch(new RegExp(`^${challenge}(?:, ${challenge})*$`));
  });

  it("tells the same of every wrong credential", () => {
    expect(gatewayResponses(plane).UNAUTHORIZED.template).not.toContain("authorizer");
  });
});

describe("the first challenge of the data plane", () => {
  const gatewayUrl = "https://gateway.example/production";
  const responses = gatewayResponses("gateway", { gatewayUrl });

  it("leads to the metadata that says where tokens come from (RFC 9728, section 5.1), in every 401", () => {
    const asking = Object.values(responses).filter(({ statusCode }) => statusCode === 401);
    expect(asking).not.toEqual([]);
    for (const { headers } of asking)
      expect(headers["WWW-Authenticate"]).toMatch(
        /^Bearer realm="latchkey", resource_metadata="https:\/\/gateway\.example\/production\/\.well-known\/oauth-protected-resource", \w/,
      );
  });

  it("is followed by one for each other way to prove who calls", () => {
    const value = responses.UNAUTHORIZED.headers["WWW-Authenticate"] ?? "";
    const schemes = [...value.matchAll(/(?:^|, )([\w-]+) realm=/g)].map(([, scheme]) => scheme);
    expect(schemes).toEqual([
      "Bearer",
      "Basic",
      "ApiKey",
      "AWS4-HMAC-SHA256",
      "HMAC-SHA256",
      "SDK-HMAC-SHA256",
      "Signature",
    ]);
  });
});

it("the data plane asks for user names and passwords in UTF-8 (RFC 7617, section 2.1)", () => {
  expect(gatewayResponses("gateway").UNAUTHORIZED.headers["WWW-Authenticate"]).toContain(
    'Basic realm="latchkey", charset="UTF-8"',
  );
});

describe("the control plane", () => {
  it("does not make a browser open its own login window over the portal", () => {
    expect(gatewayResponses("control").UNAUTHORIZED.headers["WWW-Authenticate"]).not.toContain("Basic");
  });

  it("lets the portal of another origin read each answer, and no other origin any", () => {
    const answers = Object.values(gatewayResponses("control", { portalOrigin: "https://portal.example" }));
    for (const { headers } of answers)
      expect(headers["Access-Control-Allow-Origin"]).toBe("https://portal.example");
    for (const { headers } of Object.values(gatewayResponses("control")))
      expect(headers).not.toHaveProperty("Access-Control-Allow-Origin");
  });
});

describe("the gateway", () => {
  const own = { portalOrigin: "https://portal.example", controlUrl: "https://api.example" };

  it("lets the portal read each answer, and leaves it to each service who else may read its own", () => {
    for (const { headers } of Object.values(gatewayResponses("gateway", own)))
      expect(headers["Access-Control-Allow-Origin"]).toBe("https://portal.example");
  });

  it("names where problems are explained by a whole address: it has no such page itself", () => {
    for (const { template } of [...Object.values(gatewayResponses("gateway", own)), targetTooLong(own)])
      expect(JSON.parse(template).type).toMatch(/^https:\/\/api\.example\/docs\/problems#/);
    for (const { template } of Object.values(gatewayResponses("control", own)))
      expect(JSON.parse(template).type).toMatch(/^\/docs\/problems#/);
  });
});
