import type { WrittenBy } from "@latchkey/core/audit/record-change";
import type { WrittenRecord } from "@latchkey/core/audit/record-seal";
import { isAudited } from "@latchkey/core/audit/shown-fields";
import { Transferred } from "@latchkey/core/consumer/consumer";
import * as z from "zod/mini";
import { erasedKey } from "../dynamo/audit-keys.ts";
import { consumerKey } from "../dynamo/keys.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Item, Table } from "../dynamo/table.ts";

const By = z.object({
  kind: z.string().check(z.refine(isAudited)),
  actor: z.string(),
  action: z.string(),
  at: z.string(),
  sourceIp: z.optional(z.string()),
});

/** The author of a record, from the attributes beside it. Undefined when Latchkey did not write it. */
export const writtenByOf = (by: unknown): WrittenBy | undefined => {
  const read = By.safeParse(by).data;
  if (!read || !isAudited(read.kind)) return undefined;
  const { kind, sourceIp, ...rest } = read;
  return { ...rest, kind, ...(sourceIp === undefined ? {} : { sourceIp }) };
};

/** The seal in `by`. */
export const macOf = (by: unknown): string | undefined =>
  z.object({ mac: z.string() }).safeParse(by).data?.mac;

/** Who erased a record, as its note says, and the seal of the note. */
export interface ErasedNote {
  by: WrittenBy;
  record: WrittenRecord;
  mac?: string;
}

/** What is left of records that were erased. */
export interface ErasedTable {
  erasedBy(id: string): Promise<ErasedNote | undefined>;
  /** The team that a consumer had at a time, also one that was erased: the stream may come to a change after a transfer. */
  teamOfConsumer(id: string, at: string): Promise<string | undefined>;
}

export const erasedTable = (table: Table): ErasedTable => ({
  erasedBy: async (id) => {
    const key = erasedKey(id);
    const note = await readItem(table, key);
    const by = writtenByOf(note?.["erasedBy"]);
    if (!note || !by) return undefined;
    const team = teamIn(note);
    const doc = team === undefined ? {} : { team };
    const mac = macOf(note["erasedBy"]);
    const record = { key, doc, revision: Number(note["revision"]), by };
    return { by, record, ...(mac === undefined ? {} : { mac }) };
  },
  teamOfConsumer: async (id, at) => {
    const doc = (await readItem(table, consumerKey(id)))?.["doc"];
    return formerTeamIn(doc, at) ?? teamIn(doc) ?? teamIn(await readItem(table, erasedKey(id)));
  },
});

const TransferredDoc = z.object({ transferred: Transferred });

const formerTeamIn = (doc: unknown, at: string): string | undefined => {
  const { transferred } = TransferredDoc.safeParse(doc).data ?? {};
  return transferred && at < transferred.at ? transferred.from : undefined;
};

const teamIn = (holder: Item | unknown): string | undefined =>
  z.object({ team: z.string() }).safeParse(holder).data?.team;
