import { type Receipt, ReceiptExists } from "@latchkey/core/store/receipt";
import type { ItemWrite } from "../dynamo/item-write.ts";
import { receiptKey } from "../dynamo/keys.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";

/** What the request says of itself; its change adds the result. */
export interface ReceiptClaim extends Omit<Receipt, "result"> {
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** One whose time is over counts as gone: DynamoDB removes it only some time after. */
export const receiptWrite = ({ keyHash, ...receipt }: Receipt & ReceiptClaim, now: number): ItemWrite => ({
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
