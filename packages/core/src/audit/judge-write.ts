import { isSame } from "./canonical-json.ts";
import type { RecordChange, WrittenBy } from "./record-change.ts";
import type { WrittenRecord } from "./record-seal.ts";
import type { AuditedKind } from "./shown-fields.ts";

/** The place of a record. Each subscription has a second copy, which the authorizer reads. */
export interface RecordPlace {
  key: { pk: string; sk: string };
  kind: AuditedKind;
  copy: boolean;
}

/** A record, or the rest of an erased one, with the attributes beside it. */
export interface RecordImage {
  doc?: Record<string, unknown>;
  revision: number;
  by?: WrittenBy;
  mac?: string;
  /** Put back from a backup: the seal of who restored it. */
  restored?: string;
}

/** What the table's stream says of one item. */
export interface RecordWrite {
  place: RecordPlace;
  was?: RecordImage;
  now?: RecordImage;
  /** ISO 8601. */
  at: string;
}

export interface Judging {
  /** Whether every record carries a seal by now: an older table has to be migrated first. */
  enforced: boolean;
  isSealed(record: WrittenRecord, mac: string): Promise<boolean>;
  isRestored(place: RecordPlace, mac: string, restored: string): Promise<boolean>;
  /** The note of a record that the program erased; `sealed` says whether the program wrote it. */
  erasedBy(id: string): Promise<{ by: WrittenBy; sealed: boolean } | undefined>;
}

/**
 * What was done to a record, or nothing: only a counter or a mark beside it has moved, or its copy followed it. What the
 * program did not write is told as `tampered`, by `unknown`: a record without the seal of one of its writers, an older
 * one put back, one that is gone without a note.
 */
export const changeOfWrite = async (
  write: RecordWrite,
  judging: Judging,
): Promise<RecordChange | undefined> => {
  const { place, was, now } = write;
  if (isSame(was?.doc, now?.doc) && isSame(was?.by, now?.by) && was?.mac === now?.mac) return undefined;
  const by = now ? await authorOf(write, now, judging) : await eraserOf(was, place, judging);
  if (by === "untold") return undefined;
  // A revision that only says that something else was changed tells nothing: the something else has its own entry.
  if (by !== undefined && (place.copy || isSame(contentOf(was?.doc), contentOf(now?.doc)))) return undefined;
  const told = by ?? {
    kind: place.kind,
    actor: "unknown",
    action: `${place.kind}.tampered`,
    at: write.at,
  };
  return {
    by: told,
    ...(was?.doc ? { before: was.doc } : {}),
    ...(now?.doc ? { after: now.doc } : {}),
  };
};

/** Of the table's stream, which tells whole seconds, and of the program. */
const CLOCKS_APART_MS = 2000;

const authorOf = async (
  { place: { key, copy }, was, at }: RecordWrite,
  now: RecordImage,
  judging: Judging,
): Promise<WrittenBy | "untold" | undefined> => {
  const { by, mac, doc, revision, restored } = now;
  if (by === undefined || mac === undefined || !(await judging.isSealed({ key, doc, revision, by }, mac)))
    return unsealedAuthor(now, was, judging);
  if (restored !== undefined && !was)
    return (await judging.isRestored({ key, kind: by.kind, copy }, mac, restored)) ? "untold" : undefined;
  return (await isPutBack(now, was, copy, at, judging)) ? undefined : by;
};

/**
 * Only a table that was not migrated yet has records without a seal, and none of them had one before. There, what carries
 * no author is a copy or no record at all.
 */
const unsealedAuthor = (
  { by }: RecordImage,
  was: RecordImage | undefined,
  { enforced }: Judging,
): WrittenBy | "untold" | undefined => {
  if (enforced || was?.mac !== undefined) return undefined;
  if (by === undefined && was?.by === undefined) return "untold";
  return isSame(by, was?.by) ? undefined : by;
};

/** A record that the program once wrote just so, brought back over what came after it. */
const isPutBack = async (
  now: RecordImage,
  was: RecordImage | undefined,
  copy: boolean,
  at: string,
  judging: Judging,
): Promise<boolean> => {
  const [id, before] = [idOf(now), idOf(was)];
  if (was && before === undefined && now.doc) return true;
  if (before !== undefined && id !== undefined && before !== id) return !copy || id < before;
  // A tombstone keeps the revision of the record that it was.
  const isOlder = now.doc ? now.revision <= (was?.revision ?? 0) : now.revision < (was?.revision ?? 0);
  if (was?.mac !== undefined && isOlder && !isSame(was.doc, now.doc)) return true;
  if (was || id === undefined || copy) return false;
  const note = await judging.erasedBy(id);
  // A record that was made and erased within moments may have its note before the audit comes to its making.
  return note !== undefined && Date.parse(at) > Date.parse(note.by.at) + CLOCKS_APART_MS;
};

const eraserOf = async (
  was: RecordImage | undefined,
  { copy }: RecordPlace,
  judging: Judging,
): Promise<WrittenBy | undefined> => {
  const id = idOf(was);
  if (id === undefined || copy) return undefined;
  const note = await judging.erasedBy(id);
  return note && (note.sealed || (!judging.enforced && was?.mac === undefined)) ? note.by : undefined;
};

/** The record whose note of its erasure the judgement asks for, where it asks for one. */
export const erasedIn = ({ place, was, now }: RecordWrite): string | undefined =>
  place.copy || (was && now) ? undefined : idOf(now ?? was);

const idOf = (image: RecordImage | undefined): string | undefined => {
  const id = image?.doc?.["id"];
  return typeof id === "string" ? id : undefined;
};

const contentOf = (doc: RecordImage["doc"]): unknown => {
  if (!doc) return undefined;
  const { revision: _revision, updatedAt: _updatedAt, ...content } = doc;
  return content;
};
