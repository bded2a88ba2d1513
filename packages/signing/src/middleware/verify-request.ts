import { isIP } from "node:net";
import { encodeRawPath, isExecuteApi } from "./api-gateway-path.ts";
import type { ProviderEvent } from "./provider-event.ts";
import { member } from "./read-provider-event.ts";

type Values = Record<string, string | string[]>;

/** The body of `POST /v1/verify`. */
export interface VerifyRequest {
  service: string;
  method: string;
  path: string;
  query: Values;
  headers: Values;
  /** Absent where the event has no address, as when API Gateway's console invokes a method. */
  sourceIp?: string;
  bodySha256: string;
}

/** The call that an event describes, for `POST /v1/verify`: a REST API's, or an HTTP API's in format 2.0. */
export const verifyRequest = (event: ProviderEvent, service: string, bodySha256: string): VerifyRequest => {
  const call = member(event, "version") === "2.0" ? httpCall(event) : restCall(event);
  return { service, ...call, bodySha256 };
};

type Call = Omit<VerifyRequest, "service" | "bodySha256">;

const restCall = (event: ProviderEvent): Call => {
  const context = event.requestContext;
  const path = textOf(event, "path");
  const whole = textOf(context, "path");
  return {
    method: textOf(event, "httpMethod"),
    path: isExecuteApi(textOf(context, "domainName")) && whole !== "" ? whole : path,
    query: lists(member(event, "multiValueQueryStringParameters")),
    headers: lists(member(event, "multiValueHeaders")),
    ...addressOf(member(context, "identity")),
  };
};

const httpCall = (event: ProviderEvent): Call => {
  const http = member(event.requestContext, "http");
  const query: [string, string[]][] = [];
  for (const [name, value] of new URLSearchParams(textOf(event, "rawQueryString"))) {
    const known = query.find(([each]) => each === name);
    if (known) known[1].push(value);
    else query.push([name, [value]]);
  }
  const headers: [string, string[]][] = Object.entries(event.headers ?? {}).flatMap(([name, value]) =>
    value === undefined || name === "cookie" ? [] : [[name, [value]]],
  );
  const cookies = member(event, "cookies");
  const cookie = Array.isArray(cookies) ? cookies.join("; ") : event.headers?.["cookie"];
  return {
    method: textOf(http, "method"),
    path: encodeRawPath(textOf(event, "rawPath")),
    query: Object.fromEntries(query),
    headers: Object.fromEntries(cookie ? [...headers, ["cookie", [cookie]]] : headers),
    ...addressOf(http),
  };
};

const addressOf = (of: unknown): { sourceIp?: string } => {
  const sourceIp = textOf(of, "sourceIp");
  return isIP(sourceIp) === 0 ? {} : { sourceIp };
};

const lists = (of: unknown): Values => {
  const entries = Object.entries(typeof of === "object" && of !== null ? of : {});
  return Object.fromEntries(
    entries.flatMap(([name, values]) =>
      Array.isArray(values) ? [[name, values.filter((value) => typeof value === "string")]] : [],
    ),
  );
};

const textOf = (of: unknown, name: string): string => {
  const value = member(of, name);
  return typeof value === "string" ? value : "";
};
