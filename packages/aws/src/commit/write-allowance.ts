import { type Allowance, endOf, type Spend } from "@latchkey/core/allowance/allowance-store";
import { allowanceKey } from "../dynamo/count-keys.ts";
import { type Update, update } from "../dynamo/item-write.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";

/** Seconds that a count outlives its window, for clocks that differ. */
const LEEWAY_SECONDS = 3600;

/** The item of one allowance and window. */
export const allowanceItem = ({ of, window }: Allowance) => allowanceKey(of, window.seconds, window.start);

/** One conditional update; `error` is thrown by a change that the allowance has no room for. */
export const spendWrite = (spend: Spend, error: Error, write = 0): Update =>
  update(allowanceItem(spend), {
    set: { [TTL_ATTRIBUTE]: Math.ceil(endOf(spend.window) / 1000) + LEEWAY_SECONDS },
    add: { n: spend.amount },
    conditions: [{ write, test: { is: "room", attribute: "n", by: spend.amount, most: spend.most }, error }],
  });
