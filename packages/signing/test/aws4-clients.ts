import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import aws4 from "aws4";
import { AwsV4Signer } from "aws4fetch";
import { accessKey, clock, secretKey } from "./schemes.ts";

export interface Sample {
  method: string;
  url: string;
  body?: string | Uint8Array;
  headers?: Record<string, string>;
}

export const SAMPLES: Record<string, Sample> = {
  GET: { method: "GET", url: "https://api.example.com/v1/orders" },
  "GET with a port": { method: "GET", url: "https://api.example.com:8443/v1/orders" },
  "POST with JSON": {
    method: "POST",
    url: "https://api.example.com/v1/orders",
    body: '{"hello":"wörld"}',
    headers: { "Content-Type": "application/json" },
  },
  "POST with bytes": {
    method: "POST",
    url: "https://api.example.com/v1/upload",
    body: Uint8Array.from({ length: 256 }, (_, byte) => byte),
  },
  "POST without a body": { method: "POST", url: "https://api.example.com/v1/orders" },
  "repeated and reserved query": {
    method: "GET",
    url: "https://api.example.com/v1?b=2&a=1&a=0&q=%21%27%28%29%2A%7E%20%2B%2F&empty=&%C3%A9=%E1%88%B4",
  },
  "UTF-8 and reserved path": { method: "GET", url: "https://api.example.com/v1/caf%C3%A9/a%20b/c(d)/e:f@g" },
  "double slashes": { method: "GET", url: "https://api.example.com//v1//orders/" },
  "spaces in a header": {
    method: "GET",
    url: "https://api.example.com/",
    headers: { "X-Note": "  a   b " },
  },
};

/** Signs as the library's documentation shows, and gives the headers that are sent. */
export type Client = (sample: Sample, service: string) => Promise<Record<string, string>>;

export const smithy = (service: string): SignatureV4 =>
  new SignatureV4({
    service,
    region: "eu-central-1",
    sha256: Sha256,
    uriEscapePath: service !== "s3",
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  });

export const CLIENTS: Record<string, Client> = {
  aws4: async ({ method, url, body, headers = {} }, service) => {
    const { host, pathname, search } = new URL(url);
    const signed = aws4.sign(
      {
        host,
        method,
        path: pathname + search,
        service,
        region: "eu-central-1",
        headers: { ...headers, "X-Amz-Date": "20231114T221320Z" },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : Buffer.from(body) }),
      },
      { accessKeyId: accessKey, secretAccessKey: secretKey },
    );
    return Object.fromEntries(
      Object.entries(signed.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
  },
  aws4fetch: async ({ method, url, body, headers }, service) => {
    const signed = await new AwsV4Signer({
      method,
      url,
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      service,
      datetime: "20231114T221320Z",
      ...(headers ? { headers } : {}),
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) }),
    }).sign();
    return Object.fromEntries(signed.headers);
  },
  "@smithy/signature-v4": async ({ method, url, body, headers = {} }, service) => {
    const { host, hostname, pathname, searchParams } = new URL(url);
    const query: Record<string, string[]> = {};
    for (const [name, value] of searchParams) query[name] = [...(query[name] ?? []), value];
    const signed = await smithy(service).sign(
      new HttpRequest({ method, hostname, path: pathname, query, headers: { ...headers, host }, body }),
      { signingDate: clock },
    );
    return signed.headers;
  },
};

/** What each does by its own design where the event shows the verifier something else. */
export const KNOWN: Record<string, string> = {
  "aws4fetch, s3: repeated and reserved query": "signs only the first of repeated names",
  "aws4, s3: repeated and reserved query": "signs only the first of repeated names",
};
