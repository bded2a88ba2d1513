import { marshall } from "@aws-sdk/util-dynamodb";
import { AUDIT_ENTRY_PREFIX, auditHeadKey } from "./audit-keys.ts";
import { type ItemPage, queryPages } from "./item-pages.ts";
import type { Table } from "./table.ts";

/** A team's entries, the first one first. */
export const auditChainPages = (table: Table, team: string): AsyncGenerator<ItemPage> =>
  queryPages(table, {
    ConsistentRead: true,
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :entry)",
    ExpressionAttributeValues: marshall({ ":pk": auditHeadKey(team).pk, ":entry": AUDIT_ENTRY_PREFIX }),
  });
