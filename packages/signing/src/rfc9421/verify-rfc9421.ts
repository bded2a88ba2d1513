import { queryReadings } from "../query-readings.ts";
import { headerValues } from "../request-headers.ts";
import { isSignable } from "../signable-request.ts";
import type { AllowedBody } from "../signature/allowed-body.ts";
import { hexFromBase64 } from "../signature/base64-digest.ts";
import { digestLine } from "../signature/body-digest.ts";
import { checkSignature } from "../signature/check-signature.ts";
import { refusedFirst } from "../signature/refused-first.ts";
import { DEFAULT_CLOCK_SKEW_SECONDS, refused } from "../signature/refused-signature.ts";
import type { VerifySignature } from "../signature/signature-verdict.ts";
import type { SignedRequest } from "../signed-request.ts";
import type { Rfc9421Claim } from "./parse-rfc9421.ts";
import { parseDictionary } from "./parse-structured-field.ts";
import { type Rfc9421Reading, signatureBase } from "./rfc9421-canonical.ts";

/**
 * Verifies an HTTP Message Signature (RFC 9421) with HMAC-SHA256. Without a covered `Content-Digest` it lets no body
 * through.
 * @param claim what {@link parseRfc9421} made of the same request
 * @param secret the access key's; an empty one verifies nothing
 * @param now epoch seconds
 */
export const verifyRfc9421: VerifySignature<Rfc9421Claim> = (request, claim, secret, now, options) => {
  const allows = allowedBody(request, claim);
  if (!allows || !isSignable(request)) return refused("malformed-credential");
  const skew = options.clockSkewSeconds ?? DEFAULT_CLOCK_SKEW_SECONDS;
  const validUntil = Math.min(claim.created + skew, claim.expires ?? Number.POSITIVE_INFINITY);
  const first = refusedFirst({ signedAt: claim.created, skew, validUntil, now }, secret);
  if (first) return first;
  return checkSignature({
    texts: readings(request, claim).map((reading) => () => signatureBase(request, claim.input, reading)),
    lines: [{ line: "", allows }],
    lineIsDigest: false,
    key: secret,
    signature: claim.signature,
    validUntil,
  });
};

/** The body whose SHA-256 is covered (RFC 9530, section 2); undefined when what is covered tells none. */
const allowedBody = (request: SignedRequest, claim: Rfc9421Claim): AllowedBody | undefined => {
  if (!claim.input.items.some(({ bare }) => bare.value === "content-digest")) return "none";
  const text = headerValues(request, "content-digest").join(", ");
  const digest = text.length > 1_024 ? undefined : parseDictionary(text)?.get("sha-256");
  const bytes = digest && "bare" in digest && digest.bare.type === "bytes" ? digest.bare.value : "";
  return digestLine(hexFromBase64(bytes) ?? "")?.allows;
};

/** What is worth trying: only what the covered components depend on, four for each reading of the query at the most. */
const readings = (request: SignedRequest, claim: Rfc9421Claim): readonly Rfc9421Reading[] => {
  const covers = (...names: string[]) =>
    claim.input.items.some(({ bare }) => names.includes(String(bare.value)));
  const schemes = covers("@scheme", "@target-uri", "@authority")
    ? (["https", "http"] as const)
    : (["https"] as const);
  const queries = covers("@query", "@target-uri", "@request-target") ? queryReadings(request.query) : [""];
  const params = covers("@query-param") ? (["form", "component"] as const) : (["form"] as const);
  return queries.flatMap((query) =>
    schemes.flatMap((scheme) => params.map((queryParam) => ({ scheme, query, queryParam }))),
  );
};
