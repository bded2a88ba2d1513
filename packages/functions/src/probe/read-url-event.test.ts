import { expect, it } from "vitest";
import { readUrlEvent } from "./read-url-event.ts";

const event = (headers: Record<string, string>, body?: string, isBase64Encoded = false) => ({
  rawPath: "/orders",
  rawQueryString: "b=2&a=1",
  headers,
  isBase64Encoded,
  ...(body === undefined ? {} : { body }),
  requestContext: { http: { method: "POST" } },
});

it("the probe shows nothing that signs for the gateway's role, its session token first of all", () => {
  const headers = {
    "x-consumer-id": "con_1",
    authorization: "AWS4-HMAC-SHA256 Credential=ASIA",
    Authorization: "AWS4-HMAC-SHA256 Credential=ASIA",
    "x-amz-security-token": "token of the role",
    "X-Amz-Date": "20261130T120000Z",
    "x-amz-content-sha256": "digest",
  };
  expect(readUrlEvent(event(headers)).headers).toEqual({ "x-consumer-id": "con_1" });
});

it("the probe shows the rest as it came, the body as text", () => {
  const body = Buffer.from("ünits").toString("base64");
  expect(readUrlEvent(event({}, body, true))).toEqual({
    method: "POST",
    path: "/orders",
    query: "b=2&a=1",
    headers: {},
    body: "ünits",
  });
  expect(readUrlEvent(event({})).body).toBe("");
});
