import type { PlatformCommit } from "@latchkey/core/platform/records";
import { countLiving } from "@latchkey/core/subscription/count-living";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { change, create } from "@latchkey/core/testing/changes";
import { createAll, type Records } from "@latchkey/core/testing/kept-records";

/** Stores new records in one change, as they are: nothing is counted and no name is claimed. */
export const keepRecords = async (commit: PlatformCommit, records: Records): Promise<void> =>
  commit(change(...createAll(records)));

/** Stores a living subscription, and counts it as an application is counted. */
export const keepApplication = async (commit: PlatformCommit, value: Subscription): Promise<Subscription> => {
  await commit(change(create({ kind: "subscription", value }), ...countLiving(value, 1)));
  return value;
};
