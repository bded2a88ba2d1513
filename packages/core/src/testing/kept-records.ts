import type { PlatformWrite, StoredRecord } from "../platform/records.ts";
import { create } from "./changes.ts";

/** New records under their kinds: one, or several. */
export type Records = {
  readonly [Kind in StoredRecord["kind"]]?: ValueOf<Kind> | readonly ValueOf<Kind>[] | undefined;
};
type ValueOf<Kind> = Extract<StoredRecord, { kind: Kind }>["value"];

/** The writes that make them as they are: nothing is counted and no name is claimed. */
export const createAll = (records: Records): PlatformWrite[] =>
  Object.entries(records).flatMap(([kind, values]) =>
    [values].flat().map((value) => create({ kind, value } as StoredRecord)),
  );
