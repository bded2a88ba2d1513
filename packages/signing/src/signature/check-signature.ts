import { createSecretKey, type KeyObject } from "node:crypto";
import type { BodyLine } from "./allowed-body.ts";
import { refused } from "./refused-signature.ts";
import { signatureHolds } from "./signature-holds.ts";
import type { SignatureVerdict } from "./signature-verdict.ts";
import type { SignedText } from "./signed-text.ts";

/** All that a scheme knows of a signature once it has read the request. */
export interface SignatureAttempt {
  /**
   * What the client may have signed, likeliest first, each written only when it is tried; at most a handful. One that
   * cannot be written (a signed header is missing) ends the attempt.
   */
  readonly texts: readonly (() => SignedText | undefined)[];
  readonly head?: string;
  readonly lines: readonly BodyLine[];
  readonly lineIsDigest: boolean;
  readonly key: KeyObject | string;
  /** Lower-case hex, 64 characters; in Kong's scheme 96 or 128 too. */
  readonly signature: string;
  readonly validUntil: number;
}

/** Decides an attempt with what is known now. */
export const checkSignature = (attempt: SignatureAttempt): SignatureVerdict => {
  let waits = attempt.lineIsDigest;
  for (const write of attempt.texts) {
    const text = write();
    if (!text) return refused("bad-signature");
    if (text.length === 2) {
      waits = true;
      continue;
    }
    for (const { line, allows } of attempt.lines) {
      if (signatureHolds(attempt.key, text[0], line, attempt.head, attempt.signature)) {
        return {
          outcome: "accepted",
          body: allows,
          signature: attempt.signature,
          validUntil: attempt.validUntil,
        };
      }
    }
  }
  return waits ? needsBody(attempt) : refused("bad-signature");
};

const needsBody = (attempt: SignatureAttempt): SignatureVerdict => {
  const { texts, head, lines, lineIsDigest, key, signature, validUntil } = attempt;
  const secret = typeof key === "string" ? createSecretKey(key, "utf8") : key;
  return {
    outcome: "needs-body",
    completion: {
      texts: distinct(texts),
      ...(head === undefined ? {} : { head }),
      lines,
      lineIsDigest,
      key: secret.export().toString("base64"),
      signature,
      validUntil,
    },
  };
};

const distinct = (texts: SignatureAttempt["texts"]): readonly SignedText[] => {
  const byContent = new Map<string, SignedText>();
  for (const write of texts) {
    const text = write();
    if (text) byContent.set(text.join("\n\n"), text);
  }
  return [...byContent.values()];
};
