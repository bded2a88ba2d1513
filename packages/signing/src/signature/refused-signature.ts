import type { SignatureRefusal, SignatureVerdict } from "./signature-verdict.ts";

export const DEFAULT_CLOCK_SKEW_SECONDS = 300;

export function refused(reason: SignatureRefusal): SignatureVerdict {
  return { outcome: "refused", reason };
}

export const MALFORMED = { outcome: "malformed" } as const;
