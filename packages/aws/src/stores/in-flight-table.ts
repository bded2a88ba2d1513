import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { EPOCH_MS, epochAt, type InFlightStore, type Share } from "@latchkey/core/in-flight/in-flight-store";
import { limitKey } from "../dynamo/count-keys.ts";
import { toTransactItem, update } from "../dynamo/item-write.ts";
import type { CallTable, Item } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { answered } from "../unavailable.ts";

/*
 * One item for each service: `c…` is the number of long calls that were published in an epoch, its number in base 36.
 * Those of this epoch and the last one count.
 */

const keyOf = (service: string) => limitKey(`in-flight#${service}`);
const named = (epoch: number): string => `c${epoch.toString(36)}`;
/** Of former epochs so many are removed on the way. */
const FORGOTTEN = 4;

const totalIn = (item: Item, epoch: number): number => {
  const counted = [epoch, epoch - 1].map((each) => Number(item[named(each)] ?? 0));
  return Math.max(
    0,
    counted.reduce((sum, count) => sum + count, 0),
  );
};

export const inFlightTable = (table: CallTable): InFlightStore => ({
  read: async (service, now) => {
    const read = table.client.getItem({ TableName: table.tableName, Key: marshall(keyOf(service)) });
    const { Item } = await answered("DynamoDB", read);
    return Item ? totalIn(unmarshall(Item), epochAt(now)) : 0;
  },

  publish: async (service, former, share) => {
    const planned = toTransactItem(table.tableName, shareWrite(service, former, share)).Update;
    if (!planned) throw new Error("A share is published by an update.");
    const counted = table.client.updateItem({ ...planned, ReturnValues: "ALL_NEW" });
    const { Attributes = {} } = await answered("DynamoDB", counted);
    return totalIn(unmarshall(Attributes), share.epoch);
  },
});

const shareWrite = (service: string, former: Share, share: Share) => {
  const add: Record<string, number> = { [named(share.epoch)]: share.count };
  // An epoch that is no longer counted needs no correction: it is dropped.
  if (former.count > 0 && Math.abs(share.epoch - former.epoch) <= 1)
    add[named(former.epoch)] = (add[named(former.epoch)] ?? 0) - former.count;
  return update(keyOf(service), {
    set: { [TTL_ATTRIBUTE]: Math.ceil(((share.epoch + 2) * EPOCH_MS) / 1000) },
    add,
    remove: Array.from({ length: FORGOTTEN }, (_, index) => named(share.epoch - 2 - index)),
  });
};
