import { singleHeader } from "../request-headers.ts";
import type { SignedRequest } from "../signed-request.ts";
import type { AllowedBody } from "./allowed-body.ts";
import { hexFromBase64 } from "./base64-digest.ts";
import { digestLine } from "./body-digest.ts";

/**
 * The body whose `Digest` (RFC 3230) is among the signed headers, or none where it is not; undefined when the header is not
 * one SHA-256.
 */
export const bodyOfDigest = (
  request: SignedRequest,
  signedHeaders: readonly string[],
): AllowedBody | undefined => {
  if (!signedHeaders.some((name) => name.toLowerCase() === "digest")) return "none";
  const [, base64 = ""] = /^SHA-256=(.{1,64})$/i.exec(singleHeader(request, "digest") ?? "") ?? [];
  return digestLine(hexFromBase64(base64) ?? "")?.allows;
};
