import { createSecretKey } from "node:crypto";
import type { AcceptedSignature } from "./accepted-signature.ts";
import type { BodyLine } from "./allowed-body.ts";
import { bodyIsAllowed, digestLine } from "./body-digest.ts";
import { signatureHolds } from "./signature-holds.ts";
import type { SignedText } from "./signed-text.ts";
import { fillText } from "./text-writer.ts";

/**
 * A signature that waits for the body: JSON, about the size of what was signed. **Holds the signing key** (aws4: the
 * key derived for one day, region and service; else the secret): it leaves the process only sealed.
 */
export interface Completion {
  /** What the client may have signed; any one will do. */
  readonly texts: readonly SignedText[];
  /** aws4, gateway-hmac: the string to sign before its last line, which is the SHA-256 of text and body line. */
  readonly head?: string;
  /** The body lines that do not depend on the body, with what they allow. */
  readonly lines: readonly BodyLine[];
  /** Whether the body's own digest may be the line. */
  readonly lineIsDigest: boolean;
  /** Base64. */
  readonly key: string;
  readonly signature: string;
  readonly validUntil: number;
}

/** What a completion comes to once the body is known. */
export type CompletedSignature =
  | AcceptedSignature
  | { readonly outcome: "refused"; readonly reason: "bad-signature" | "body-mismatch" };

/**
 * Finishes a verification with the real body.
 * @param bodySha256 lower-case hex
 * @param contentLength bytes in the body
 */
export const completeSignature = (
  completion: Completion,
  bodySha256: string,
  contentLength: number,
): CompletedSignature => {
  const digest = digestLine(bodySha256);
  const lines = completion.lineIsDigest && digest ? [...completion.lines, digest] : completion.lines;
  const key = createSecretKey(Buffer.from(completion.key, "base64"));
  for (const text of completion.texts) {
    const filled = fillText(text, contentLength);
    for (const { line, allows } of lines) {
      if (!signatureHolds(key, filled, line, completion.head, completion.signature)) continue;
      if (!bodyIsAllowed(allows, bodySha256)) return { outcome: "refused", reason: "body-mismatch" };
      return {
        outcome: "accepted",
        body: allows,
        signature: completion.signature,
        validUntil: completion.validUntil,
      };
    }
  }
  return { outcome: "refused", reason: "bad-signature" };
};
