import type { PlatformCommit, StoredRecord } from "@latchkey/core/platform/records";
import { countLiving } from "@latchkey/core/subscription/count-living";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { change, create } from "@latchkey/core/testing/changes";

/** New records under their kinds: one, or several. */
export type Records = {
  readonly [Kind in StoredRecord["kind"]]?: ValueOf<Kind> | readonly ValueOf<Kind>[] | undefined;
};
type ValueOf<Kind> = Extract<StoredRecord, { kind: Kind }>["value"];

/** Stores new records in one change, as they are: nothing is counted and no name is claimed. */
export const keepRecords = async (commit: PlatformCommit, records: Records): Promise<void> => {
  const writes = Object.entries(records).flatMap(([kind, values]) =>
    [values].flat().map((value) => create({ kind, value } as StoredRecord)),
  );
  await commit(change(...writes));
};

/** Stores a living subscription, and counts it as an application is counted. */
export const keepApplication = async (commit: PlatformCommit, value: Subscription): Promise<Subscription> => {
  await commit(change(create({ kind: "subscription", value }), ...countLiving(value, 1)));
  return value;
};
