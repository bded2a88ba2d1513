import { Delegation } from "@latchkey/core/delegation/delegation";
import type { DelegationStore } from "@latchkey/core/delegation/delegation-store";
import { delegationKey } from "../dynamo/delegation-keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";

const delegation = parseStored(Delegation);

export const delegationTable = (table: Table): DelegationStore => ({
  delegation: async (email) => delegation.orNothing(await readItem(table, delegationKey(email))),
});
