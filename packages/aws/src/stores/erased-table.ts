import type { WrittenBy } from "@latchkey/core/audit/record-change";
import type { WrittenRecord } from "@latchkey/core/audit/record-seal";
import { isAudited } from "@latchkey/core/audit/shown-fields";
import { Transferred } from "@latchkey/core/consumer/consumer";
import * as z from "zod/mini";
import { erasedKey } from "../dynamo/audit-keys.ts";
import { consumerKey, type Key } from "../dynamo/keys.ts";
import { readEach } from "../dynamo/read-batch.ts";
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

/** What is left of records that were erased. Many are asked for at once. */
export interface ErasedTable {
  /** The notes that there are, by the ids of the erased records. */
  notesOf(ids: readonly string[]): Promise<ReadonlyMap<string, ErasedNote>>;
  /** The teams of consumers at a time, also of erased ones: the stream may come to a change after a transfer. */
  teamsOf(consumers: readonly string[]): Promise<(id: string, at: string) => string | undefined>;
}

export const erasedTable = (table: Table): ErasedTable => {
  const itemsOf = async (keyOf: (id: string) => Key, ids: readonly string[]) => {
    const distinct = [...new Set(ids)];
    const items = await readEach(table, distinct.map(keyOf));
    const byPartition = new Map(items.map((item) => [item["pk"], item]));
    return new Map(distinct.map((id) => [id, byPartition.get(keyOf(id).pk)]));
  };
  return {
    notesOf: async (ids) => {
      const notes = [...(await itemsOf(erasedKey, ids))];
      return new Map(
        notes.flatMap(([id, item]) => {
          const note = item && noteIn(item);
          return note ? [[id, note]] : [];
        }),
      );
    },
    teamsOf: async (consumers) => {
      const items = await itemsOf(consumerKey, consumers);
      const docOf = (id: string) => items.get(id)?.["doc"];
      const erased = await itemsOf(
        erasedKey,
        consumers.filter((id) => teamIn(docOf(id)) === undefined),
      );
      return (id, at) => formerTeamIn(docOf(id), at) ?? teamIn(docOf(id)) ?? teamIn(erased.get(id));
    },
  };
};

const noteIn = (item: Item): ErasedNote | undefined => {
  const by = writtenByOf(item["erasedBy"]);
  if (!by) return undefined;
  const team = teamIn(item);
  const doc = team === undefined ? {} : { team };
  const mac = macOf(item["erasedBy"]);
  const key = { pk: String(item["pk"]), sk: String(item["sk"]) };
  const record = { key, doc, revision: Number(item["revision"]), by };
  return { by, record, ...(mac === undefined ? {} : { mac }) };
};

const TransferredDoc = z.object({ transferred: Transferred });

const formerTeamIn = (doc: unknown, at: string): string | undefined => {
  const { transferred } = TransferredDoc.safeParse(doc).data ?? {};
  return transferred && at < transferred.at ? transferred.from : undefined;
};

const teamIn = (holder: unknown): string | undefined =>
  z.object({ team: z.string() }).safeParse(holder).data?.team;
