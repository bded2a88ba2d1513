import { Issuer } from "@latchkey/core/issuer/issuer";
import type { IssuerStore } from "@latchkey/core/issuer/issuer-store";
import { allIssuers, credentialsNaming, issuerKey, issuersOf } from "../dynamo/ownership-keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { readItem } from "../dynamo/read-item.ts";
import { type ListedTable, readList } from "../dynamo/read-list.ts";
import { parseCredential } from "./credential-table.ts";

const record = parseStored(Issuer);

export const issuerTable = (table: ListedTable): IssuerStore => ({
  issuer: async (name) => {
    const item = await readItem(table, issuerKey(name));
    const issuer = record.orNothing(item);
    return issuer && { issuer, named: Number(item?.["named"]) };
  },
  issuers: (page) => readList(table, allIssuers, page, record.parse),
  issuersOf: (team, page) => readList(table, issuersOf(team), page, record.parse),
  credentialsNaming: (issuer, page) => readList(table, credentialsNaming(issuer), page, parseCredential),
});
