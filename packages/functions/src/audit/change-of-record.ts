import type { ErasedTable } from "@latchkey/aws/audit/erased-table";
import { writtenByOf } from "@latchkey/aws/audit/erased-table";
import { isSame, type RecordChange } from "@latchkey/core/audit/record-change";
import type { DynamoDBRecord } from "aws-lambda";
import { plainItem } from "./plain-item.ts";

type Doc = Record<string, unknown>;

/**
 * What a record of the stream says was done, or nothing: only a counter or a mark beside the record has moved. What was
 * erased is told by the note that whoever did it left; without one it was not done by us.
 */
export const changeOfRecord = async (
  record: DynamoDBRecord,
  erased: Pick<ErasedTable, "erasedBy">,
): Promise<RecordChange | undefined> => {
  const now = plainItem(record.dynamodb?.NewImage);
  const was = plainItem(record.dynamodb?.OldImage);
  const after = docOf(now);
  const before = docOf(was);
  if ((!before && !after) || (before && after && isSame(contentOf(before), contentOf(after))))
    return undefined;
  const written = writtenByOf((now ?? was)?.["by"]);
  if (!written) return undefined;
  const known = now ? written : await erased.erasedBy(String(before?.["id"]));
  // The same mark twice: the record was changed by something that does not say who it is.
  const isForeign = now !== undefined && was !== undefined && isSame(now["by"], was["by"]);
  const by =
    known && !isForeign
      ? known
      : { kind: written.kind, actor: "unknown", action: `${written.kind}.tampered`, at: timeOf(record) };
  return { by, ...(before ? { before } : {}), ...(after ? { after } : {}) };
};

/** A revision that only says that something else was changed tells nothing: the something else has its own entry. */
const contentOf = ({ revision: _revision, updatedAt: _updatedAt, ...content }: Doc): Doc => content;

const docOf = (item: Doc | undefined): Doc | undefined => {
  const doc = item?.["doc"];
  return typeof doc === "object" && doc !== null ? (doc as Doc) : undefined;
};

const timeOf = ({ dynamodb }: DynamoDBRecord): string =>
  new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
