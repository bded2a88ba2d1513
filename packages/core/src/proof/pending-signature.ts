import type { Completion } from "@latchkey/signing/signature/completion";

/** A signature that waits for the body. It holds signing keys: it leaves the process only sealed. */
export interface PendingSignature {
  /** One for each secret that works; any of them will do. */
  completions: Completion[];
  /** Names of the header fields that are signed, in lower case. */
  signedHeaders: string[];
}
