import { marshall } from "@aws-sdk/util-dynamodb";
import { Announcement } from "@latchkey/core/announcement/announcement";
import type { AnnouncementStore, Unsubscriber } from "@latchkey/core/announcement/announcement-store";
import { announcementKey, announcementsOf, unsubscribedKey } from "../dynamo/announcement-keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { readEach } from "../dynamo/read-batch.ts";
import { readItem } from "../dynamo/read-item.ts";
import { type ListedTable, readList } from "../dynamo/read-list.ts";
import type { Table } from "../dynamo/table.ts";
import { updated } from "../dynamo/written.ts";

const announcement = parseStored(Announcement);

export const announcementTable = (table: ListedTable): AnnouncementStore => ({
  announcement: async (serviceId, id) =>
    announcement.orNothing(await readItem(table, announcementKey(serviceId, id))),
  announcementsOf: (serviceId, page) => readList(table, announcementsOf(serviceId), page, announcement.parse),
  unsubscribed: async (serviceId, addresses) => {
    const items = await readEach(
      table,
      addresses.map((address) => unsubscribedKey(serviceId, address)),
    );
    // Without a time it is of who has subscribed again.
    const gone = new Set(items.flatMap((item) => (item["at"] === undefined ? [] : [item["sk"]])));
    return new Set(addresses.filter((address) => gone.has(unsubscribedKey(serviceId, address).sk)));
  },
});

export const unsubscriberIn = (table: Table): Unsubscriber => ({
  unsubscribe: async (serviceId, address, at) => {
    await updated(table, unsubscribedKey(serviceId, address), {
      UpdateExpression: "SET #at = if_not_exists(#at, :at)",
      ExpressionAttributeNames: { "#at": "at" },
      ExpressionAttributeValues: marshall({ ":at": at }),
    });
  },
  // The item stays, so that the function behind the link need not delete.
  subscribeAgain: async (serviceId, address) => {
    await updated(table, unsubscribedKey(serviceId, address), {
      UpdateExpression: "REMOVE #at",
      ExpressionAttributeNames: { "#at": "at" },
    });
  },
});
