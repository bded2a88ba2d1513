import type { ResultRef } from "./change.ts";

/**
 * The record of a carried-out request that had an `Idempotency-Key`, written in the change's own transaction. It
 * names the resource and keeps no answer, so it keeps no secret.
 */
export interface Receipt {
  /** HMAC over caller, method, path and key. */
  keyHash: string;
  /** HMAC over the body. */
  fingerprint: string;
  result: ResultRef;
}

/** Another request with the same `Idempotency-Key` was carried out first. */
export class ReceiptExists extends Error {
  override readonly name = "ReceiptExists";
}
