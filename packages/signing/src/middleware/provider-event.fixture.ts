import { createHash } from "node:crypto";
import { expect } from "vitest";
import type { ProviderEvent } from "./provider-event.ts";

export const digest = (text: string) => createHash("sha256").update(text).digest("hex");

export const context = (fields: Record<string, string> = {}) => ({
  kind: "consumer",
  consumerId: "con_1",
  body: "any",
  nonce: "",
  limits: "",
  plan: "",
  ...fields,
});

export interface Given {
  authorizer?: unknown;
  body?: string | null;
  isBase64Encoded?: boolean;
}

export const restEvent = ({ authorizer = context(), ...rest }: Given = {}): ProviderEvent => {
  const event = {
    httpMethod: "POST",
    path: "/orders",
    multiValueHeaders: { "X-API-Key": ["key"], Accept: ["a", "b"] },
    multiValueQueryStringParameters: { a: ["1", "2"] },
    body: null,
    ...rest,
    requestContext: {
      authorizer,
      path: "/prod/orders",
      domainName: "abc.execute-api.eu-central-1.amazonaws.com",
      identity: { sourceIp: "203.0.113.9" },
    },
  };
  return event;
};

export const httpEvent = ({ authorizer = { lambda: context() }, ...rest }: Given = {}): ProviderEvent => {
  const event = {
    version: "2.0",
    rawPath: "/a b",
    rawQueryString: "a=1&a=%26",
    cookies: ["one=1", "two=2"],
    headers: { "x-api-key": "key" },
    ...rest,
    requestContext: { authorizer, http: { method: "PUT", path: "/a b", sourceIp: "203.0.113.9" } },
  };
  return event;
};

export const REFUSED = { statusCode: 401, body: expect.stringContaining('"invalid-credential"') };
