import { createHash, createHmac } from "node:crypto";
import { Sha256 } from "@aws-crypto/sha256-js";
import { signApisixSignature } from "@latchkey/signing/apisix-signature/sign-apisix-signature";
import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import { signGatewayHmac } from "@latchkey/signing/gateway-hmac/sign-gateway-hmac";
import { signKongHmac } from "@latchkey/signing/kong-hmac/sign-kong-hmac";
import { signRfc9421 } from "@latchkey/signing/rfc9421/sign-rfc9421";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import aws4 from "aws4";
import { AwsV4Signer } from "aws4fetch";
import { createSigner, httpbis } from "http-message-signatures";
import { type Client, curl, curlAws4, type Keys } from "./curl.fixture.ts";
import { byKongsRecipe, sortedQuery } from "./kong-recipe.fixture.ts";
import type { Sample } from "./samples.fixture.ts";
import { sendRaw } from "./send-raw.fixture.ts";

const bytes = (body: Sample["body"]): Buffer | undefined =>
  body === undefined ? undefined : Buffer.from(body);

const byAws4: Client = (url, { method, path: _path, headers = {}, body }, { accessKey, secretKey }) => {
  const { host, pathname, search } = new URL(url);
  const content = bytes(body);
  const signed = aws4.sign(
    {
      host,
      method,
      path: pathname + search,
      service: "execute-api",
      region: "eu-central-1",
      headers,
      ...(content ? { body: content } : {}),
    },
    { accessKeyId: accessKey, secretAccessKey: secretKey },
  );
  const added = Object.entries(signed.headers ?? {}).map(([name, value]) => [name, String(value)] as const);
  return sendRaw(url, { method, headers: added, ...(content ? { body: content } : {}) });
};

const byAws4fetch: Client = async (url, { method, headers = {}, body }, { accessKey, secretKey }) => {
  const content = bytes(body);
  const signed = await new AwsV4Signer({
    method,
    url,
    headers,
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: "execute-api",
    region: "eu-central-1",
    ...(content ? { body: new Uint8Array(content) } : {}),
  }).sign();
  return sendRaw(url, { method, headers: [...signed.headers], ...(content ? { body: content } : {}) });
};

export const smithySigner = ({ accessKey, secretKey }: Keys): SignatureV4 =>
  new SignatureV4({
    service: "execute-api",
    region: "eu-central-1",
    sha256: Sha256,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  });

export const smithyRequest = (url: string, { method, headers = {}, body }: Sample): HttpRequest => {
  const { host, hostname, port, pathname, searchParams } = new URL(url);
  const query: Record<string, string[]> = {};
  for (const [name, value] of searchParams) query[name] = [...(query[name] ?? []), value];
  return new HttpRequest({
    method,
    hostname,
    port: Number(port),
    path: pathname,
    query,
    headers: { ...headers, host },
    body: bytes(body),
  });
};

const bySmithy: Client = async (url, sample, keys) => {
  const { headers } = await smithySigner(keys).sign(smithyRequest(url, sample));
  const content = bytes(sample.body);
  return sendRaw(url, { method: sample.method, headers, ...(content ? { body: content } : {}) });
};

/** https://www.npmjs.com/package/http-message-signatures, "Signing", with what a body needs (RFC 9530). */
const byHttpMessageSignatures: Client = async (
  url,
  { method, headers = {}, body },
  { accessKey, secretKey },
) => {
  const content = bytes(body);
  const digest = content && createHash("sha256").update(content).digest("base64");
  const { search } = new URL(url);
  const signed = await httpbis.signMessage(
    {
      key: createSigner(Buffer.from(secretKey), "hmac-sha256", accessKey),
      fields: [
        "@method",
        "@authority",
        "@path",
        ...(search === "" ? [] : ["@query"]),
        ...(digest ? ["content-digest"] : []),
      ],
      params: ["created", "keyid", "alg"],
    },
    { method, url, headers: { ...headers, ...(digest ? { "Content-Digest": `sha-256=:${digest}:` } : {}) } },
  );
  const lines = Object.entries(signed.headers).map(([name, value]) => [name, String(value)] as const);
  return sendRaw(url, { method, headers: lines, ...(content ? { body: content } : {}) });
};

/**
 * APIPark's documentation, "AK/SK": canonical request, string to sign, signature, made here by hand from its words and
 * sent with curl; no header tells the body's digest.
 */
const byApiparksRecipe: Client = (url, sample, { accessKey, secretKey }) => {
  const { host, pathname, searchParams } = new URL(url);
  const date = `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const names = ["content-type", "host", "x-gateway-date"];
  const type = sample.headers?.["Content-Type"] ?? "application/json";
  const values = [type, host, date];
  const query = sortedQuery(searchParams);
  const hash = (text: string | Uint8Array) => createHash("sha256").update(text).digest("hex");
  const canonical = [
    sample.method,
    `${pathname.replace(/\/+$/, "")}/`,
    query,
    ...names.map((name, index) => `${name}:${values[index]?.trim()}`),
    "",
    names.join(";"),
    hash(sample.body ?? ""),
  ].join("\n");
  const signature = createHmac("sha256", secretKey)
    .update(`HMAC-SHA256\n${date}\n${hash(canonical)}`)
    .digest("hex");
  return curl(url, { ...sample, headers: { "Content-Type": type } }, [
    ...["--header", `X-Gateway-Date: ${date}`, "--header", "Authorization-Type: AK/SK"],
    ...[
      "--header",
      `Authorization: HMAC-SHA256 Access=${accessKey}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
    ],
  ]);
};

type Sign = (
  request: { method: string; url: string; headers?: Record<string, string>; body?: string | Uint8Array },
  keys: Keys,
  now: Date,
) => Promise<Record<string, string>>;

const byOurs =
  (sign: Sign): Client =>
  async (url, { method, headers = {}, body }, keys) => {
    const content = body === undefined ? {} : { body };
    const added = await sign({ method, url, headers, ...content }, keys, new Date());
    return sendRaw(url, { method, headers: { ...headers, ...added }, ...content });
  };

export const SIGNING_CLIENTS: Record<string, Client> = {
  "curl --aws-sigv4, s3": curlAws4("s3"),
  "curl --aws-sigv4, execute-api": curlAws4("execute-api"),
  "@smithy/signature-v4": bySmithy,
  aws4: byAws4,
  aws4fetch: byAws4fetch,
  "http-message-signatures": byHttpMessageSignatures,
  "APIPark's recipe": byApiparksRecipe,
  "ours: aws4": byOurs((request, keys, now) =>
    signAws4(request, { ...keys, region: "eu", service: "execute-api" }, now),
  ),
  "ours: gateway-hmac": byOurs(signGatewayHmac),
  "ours: gateway-hmac, Huawei's name": byOurs((request, keys, now) =>
    signGatewayHmac(request, { ...keys, algorithm: "SDK-HMAC-SHA256" }, now),
  ),
  "ours: rfc9421": byOurs(signRfc9421),
  "ours: signature": byOurs(signApisixSignature),
  "Kong's recipe": byKongsRecipe,
  "ours: kong": byOurs(signKongHmac),
};
