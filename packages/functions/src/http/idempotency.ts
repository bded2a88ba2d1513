import type { Caller } from "@latchkey/core/access/caller";
import { keyHmac } from "@latchkey/core/key-ring/key-hmac";
import { currentKey, type KeyRing, keyBytes } from "@latchkey/core/key-ring/key-ring";
import { invalidInput } from "@latchkey/core/refusal";
import type { Receipt } from "@latchkey/core/store/receipt";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { bodyBytes, header } from "./request.ts";

/** A repeated request is known for this long. Milliseconds. */
export const RECEIPT_LIFETIME = 24 * 3_600_000;

/** What makes two requests the same one: who sent it, where to, under which key, and its body. */
export interface Repeatable {
  /** With the current key: what a new receipt says. */
  receipt: Omit<Receipt, "result">;
  /** With every key of the ring: where an earlier receipt may be. */
  candidates: Omit<Receipt, "result">[];
}

/**
 * The request's idempotency, if it has any. Fingerprints are HMACs, so a receipt tells nothing of a body that may
 * hold a secret.
 * @throws Refusal `invalid-input` for a key that is not 1 to 255 printable ASCII characters.
 */
export const repeatable = (
  event: APIGatewayProxyEvent,
  caller: Caller,
  ring: KeyRing,
): Repeatable | undefined => {
  const key = event.httpMethod === "POST" ? header(event, "idempotency-key") : undefined;
  if (key === undefined) return undefined;
  if (!/^[\x20-\x7e]{1,255}$/.test(key))
    throw invalidInput("Idempotency-Key", "1 to 255 printable ASCII characters");
  const who = caller.kind === "person" ? caller.id : caller.consumerId;
  const named = JSON.stringify([who, event.httpMethod, event.path, key]);
  const body = bodyBytes(event);
  const under = (secret: Buffer) => ({
    keyHash: keyHmac(secret).update(`idempotency-key\n${named}`).digest("base64url"),
    fingerprint: keyHmac(secret).update("idempotency-body\n").update(body).digest("base64url"),
  });
  return {
    receipt: under(currentKey(ring).bytes),
    candidates: Object.keys(ring.keys)
      .flatMap((id) => keyBytes(ring, id) ?? [])
      .map(under),
  };
};
