import { Credential } from "@latchkey/core/credential/credential";
import type { CredentialStore } from "@latchkey/core/credential/credential-store";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import { LastUses } from "@latchkey/core/credential/part/secret";
import { credentialKey, credentialsOf, lastUseKey } from "../dynamo/keys.ts";
import { readItem, readPartition } from "../dynamo/read-item.ts";
import { type ListedTable, readList } from "../dynamo/read-list.ts";
import type { Item } from "../dynamo/table.ts";

/** Releases before wrote the last use as an attribute beside the record. */
export const parseCredential = (item: Item): Credential =>
  Credential.parse({ ...Object(item["doc"]), lastUsedAt: item["lastUsedAt"] });

export const credentialTable = (table: ListedTable): CredentialStore => ({
  credential: async (consumerId, id) => {
    const item = await readItem(table, credentialKey(consumerId, lookupOf(id)));
    const credential = item && parseCredential(item);
    return credential?.id === id ? credential : undefined;
  },
  credentials: (consumerId, page) => readList(table, credentialsOf(consumerId), page, parseCredential),
  lastUses: async (consumerId) => {
    const items = await readPartition(table, lastUseKey(consumerId, "").pk);
    return new Map(items.map((item) => [String(item["sk"]), LastUses.parse(item)]));
  },
});
