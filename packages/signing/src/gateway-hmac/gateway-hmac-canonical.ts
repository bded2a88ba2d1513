import { canonicalQuery } from "../canonical-query.ts";
import { headerValues } from "../request-headers.ts";
import { trimmedHeaderValue } from "../signature/header-line.ts";
import type { SignedText } from "../signature/signed-text.ts";
import { TextWriter } from "../signature/text-writer.ts";
import type { SignedRequest } from "../signed-request.ts";
import type { GatewayAlgorithm } from "./gateway-algorithm.ts";

/** The header with the signing time, and those that may tell the body's digest. */
export const GATEWAY_HEADERS = {
  "HMAC-SHA256": { date: "x-gateway-date", digests: ["x-gateway-content-sha256"] },
  "SDK-HMAC-SHA256": { date: "x-sdk-date", digests: ["x-gateway-content-sha256", "x-sdk-content-sha256"] },
} as const;

/**
 * The canonical request up to its last line, the body's. Each value of a repeated header has a line of its own, sorted
 * (as Huawei's signers write them). The place of a signed Content-Length that the request lacks stays open.
 * @param order how the query is sorted: signers differ where encoding changes the order
 * @returns undefined when another signed header is missing or cannot be signed
 */
export const canonicalGatewayRequest = (
  request: SignedRequest,
  signedHeaders: readonly string[],
  order: "encoded" | "decoded" = "encoded",
): SignedText | undefined => {
  const writer = new TextWriter();
  writer.write(`${request.method}\n${slashed(request.path)}\n${canonicalQuery(request.query, order)}\n`);
  for (const name of signedHeaders) {
    const values = headerValues(request, name).map(trimmedHeaderValue).sort();
    if (values.length === 0 && name === "content-length") {
      writer.write(`${name}:`);
      writer.leaveContentLength();
      writer.write("\n");
    } else if (values.length === 0 || values.includes(undefined)) {
      return undefined;
    }
    for (const value of values) writer.write(`${name}:${value}\n`);
  }
  writer.write(`\n${signedHeaders.join(";")}\n`);
  return writer.text;
};

/** The string to sign before its last line, which is the canonical request's SHA-256 in hex. */
export const gatewayStringToSignHead = (algorithm: GatewayAlgorithm, timestamp: string): string =>
  `${algorithm}\n${timestamp}\n`;

/** The path with exactly one slash at its end. */
const slashed = (path: string): string => {
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === 0x2f) end--;
  return `${path.slice(0, end)}/`;
};
