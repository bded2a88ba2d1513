import { API_KEY_RANDOM_BYTES, mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { countingBytes } from "../testing/records.ts";
import type { CallRequest } from "./call-request.ts";
import { findPresented } from "./find-presented.ts";
import type { PresentedAt } from "./presented.ts";

export const minted = mintApiKey("0123456789ABCDEF", countingBytes(API_KEY_RANDOM_BYTES), "abcdef");

export const foreign = "an-imported-key-of-old";

export const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

export const jwt = `${encoded({ alg: "HS256" })}.${encoded({ sub: "ana" })}.c2ln`;

export const basic = `Basic ${Buffer.from("ana:secret").toString("base64")}`;

export const hex = "0".repeat(64);

export const aws4 = `AWS4-HMAC-SHA256 Credential=AK/20260101/r/s/aws4_request, SignedHeaders=host;x-amz-date, Signature=${hex}`;

export const gatewayHmac = `HMAC-SHA256 Access=AK, SignedHeaders=host;x-gateway-date, Signature=${hex}`;

export const apisix = `Signature keyId="AK",algorithm="hmac-sha256",headers="@request-target date",signature="${Buffer.alloc(32).toString("base64")}"`;

export const kong = `hmac username="AK", algorithm="hmac-sha256", headers="date request-line", signature="${Buffer.alloc(32).toString("base64")}"`;

export const request = (parts: Partial<Pick<CallRequest, "headers" | "query">>): CallRequest => ({
  method: "GET",
  path: "/weather",
  service: "weather",
  rest: "",
  query: [],
  headers: {},
  sourceIp: "192.0.2.7",
  requestId: "r",
  ...parts,
});

export const found = (parts: Parameters<typeof request>[0]) => findPresented(request(parts));

export const kind = (presented: PresentedAt) =>
  presented.type === "aksk" ? presented.claim.scheme : presented.type;
