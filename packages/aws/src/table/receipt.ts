import type { ResultRef } from "@latchkey/core/store/change";
import { ReceiptExists } from "@latchkey/core/store/receipt";
import type { ItemWrite } from "./item-write.ts";
import { receiptKey } from "./keys.ts";
import { TTL_ATTRIBUTE } from "./table-definition.ts";

/** What a request with an `Idempotency-Key` leaves behind, in the transaction of its change. */
export interface ReceiptClaim {
  /** Of caller, method, path and key. */
  keyHash: string;
  /** Of the body; another one under the same key is a conflict. */
  fingerprint: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** `result` names the resource from which the first answer is built again. */
export interface Receipt extends ReceiptClaim {
  result: ResultRef;
}

/** One whose time is over counts as gone: DynamoDB removes it only some time after. */
export const receiptWrite = ({ keyHash, ...receipt }: Receipt, now: number): ItemWrite => ({
  do: "put",
  key: receiptKey(keyHash),
  attributes: { ...receipt, [TTL_ATTRIBUTE]: Math.ceil(receipt.expiresAt / 1000) },
  conditions: [
    {
      write: -1,
      test: { is: "gone", now: Math.floor(now / 1000) },
      error: new ReceiptExists("The key was used before."),
    },
  ],
});
