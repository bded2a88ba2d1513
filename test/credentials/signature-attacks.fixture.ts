import { createHash, createHmac } from "node:crypto";
import { signApisixSignature } from "@latchkey/signing/apisix-signature/sign-apisix-signature";
import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import { signGatewayHmac } from "@latchkey/signing/gateway-hmac/sign-gateway-hmac";
import { signKongHmac } from "@latchkey/signing/kong-hmac/sign-kong-hmac";
import { signRfc9421 } from "@latchkey/signing/rfc9421/sign-rfc9421";
import { beforeAll } from "vitest";
import { type Called, type Caller, sharedCalled } from "./called.fixture.ts";
import type { Keys } from "./curl.fixture.ts";
import { type Outgoing, sendRaw } from "./send-raw.fixture.ts";

export let called: Called;
export let caller: Caller;
export let victim: Caller;

/** Two callers who sign, at the Latchkey of this worker with these settings. */
export const beforeSigning = (environment: Record<string, string> = {}) =>
  beforeAll(async () => {
    called = await sharedCalled(environment);
    caller = await called.caller({ type: "aksk", schemes: [...SCHEMES] });
    victim = await called.caller({ type: "aksk", schemes: [...SCHEMES] });
  });

export const keysOf = ({ secret }: Caller): Keys => ({
  accessKey: secret["accessKey"] ?? "",
  secretKey: secret["secretKey"] ?? "",
});

export interface Signed extends Outgoing {
  url: string;
  headers: Record<string, string>;
}

export const SIGNERS = {
  aws4: (request: Parameters<typeof signAws4>[0], keys: Keys, at: Date) =>
    signAws4(request, { ...keys, region: "eu", service: "execute-api" }, at),
  "gateway-hmac": signGatewayHmac,
  rfc9421: signRfc9421,
  signature: signApisixSignature,
  kong: signKongHmac,
};

export type SchemeName = keyof typeof SIGNERS;

export const SCHEMES = [
  "aws4",
  "gateway-hmac",
  "rfc9421",
  "signature",
  "kong",
] as const satisfies SchemeName[];

export const BODY = '{"amount":10}';

export const make = async (
  scheme: SchemeName,
  { path = "/orders?a=1", method = "POST", body = BODY, at = new Date(), keys = keysOf(caller) } = {},
): Promise<Signed> => {
  const url = called.url(path);
  const headers = { "content-type": "application/json" };
  const request = { method, url, headers, ...(body === "" ? {} : { body }) };
  const added = await SIGNERS[scheme](request, keys, at);
  return { url, method, headers: { ...headers, ...added }, ...(body === "" ? {} : { body }) };
};

export const send = ({ url, ...outgoing }: Signed) => sendRaw(url, outgoing);

export const seconds = (offset: number) => new Date(Date.now() + offset * 1000);

/** A signature over a body whose digest no header tells: pending at the authorizer. */
export const untold = async (
  keys: Keys,
  body = BODY,
): Promise<Required<Pick<Signed, "url" | "method" | "headers" | "body">>> => {
  const url = called.url("/orders");
  const { host, pathname } = new URL(url);
  const date = `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const digest = (text: string) => createHash("sha256").update(text).digest("hex");
  const canonical = `POST\n${pathname}/\n\nhost:${host}\nx-gateway-date:${date}\n\nhost;x-gateway-date\n${digest(body)}`;
  const toSign = `HMAC-SHA256\n${date}\n${digest(canonical)}`;
  const signature = createHmac("sha256", keys.secretKey).update(toSign).digest("hex");
  const authorization = `HMAC-SHA256 Access=${keys.accessKey}, SignedHeaders=host;x-gateway-date, Signature=${signature}`;
  return { url, method: "POST", headers: { "x-gateway-date": date, authorization }, body };
};
