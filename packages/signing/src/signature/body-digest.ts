import type { AllowedBody, BodyLine } from "./allowed-body.ts";

/** SHA-256 of nothing. */
export const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/** AWS's word in place of a digest for a body that is not signed. */
export const UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

/** The last line for a digest: lower-case hex of 32 bytes. Anything else is undefined. */
export const digestLine = (digest: string): BodyLine | undefined => {
  if (!/^[0-9a-f]{64}$/.test(digest)) return undefined;
  return { line: digest, allows: digest === EMPTY_SHA256 ? "none" : { sha256: digest } };
};

/** The last line according to a content-sha256 header: a digest or `UNSIGNED-PAYLOAD`. */
export const toldBodyLine = (told: string, allowUnsignedPayload: boolean): BodyLine | undefined =>
  told === UNSIGNED_PAYLOAD ? unsignedLine(allowUnsignedPayload) : digestLine(told);

/** The last line of a request whose body is not signed. */
export const unsignedLine = (allowUnsignedPayload: boolean): BodyLine => ({
  line: UNSIGNED_PAYLOAD,
  allows: allowUnsignedPayload ? "any" : "none",
});

/** Whether a body with this digest (lower-case hex) is let through. */
export const bodyIsAllowed = (allows: AllowedBody, bodySha256: string): boolean => {
  if (allows === "any") return true;
  return bodySha256 === (allows === "none" ? EMPTY_SHA256 : allows.sha256);
};

/**
 * The lines to try when no header has the body's digest: that of the known body, else the empty one's, and then the real
 * body may still decide.
 * @throws TypeError when the known digest is not lower-case hex of 32 bytes
 */
export const untoldBodyLines = (known: string | undefined): { lines: BodyLine[]; lineIsDigest: boolean } => {
  const line = digestLine(known ?? EMPTY_SHA256);
  if (!line) throw new TypeError("bodySha256 is 64 lower-case hex characters");
  return { lines: [line], lineIsDigest: known === undefined };
};
