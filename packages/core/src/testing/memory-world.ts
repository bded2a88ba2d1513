import type { Caller } from "../access/caller.ts";
import { Raced } from "../outage.ts";
import type { PlatformChange, PlatformWrite } from "../platform/records.ts";
import type { PlatformStores } from "../platform/stores.ts";
import type { PlatformWork } from "../platform/work.ts";
import { createAll, type Records } from "./kept-records.ts";
import { memoryCommit } from "./memory-commit.ts";
import { memoryStores } from "./memory-stores.ts";
import { memoryTables } from "./memory-tables.ts";
import { aWork } from "./work.ts";

/** What a use case reads and writes, in memory; what it wrote is told in short. */
export const aWorld = (records: Records, others: Partial<PlatformStores> = {}) => {
  const tables = memoryTables();
  const { commit, count, keep } = memoryCommit(tables);
  for (const each of createAll(records)) if (each.write === "create") keep(each.record);
  const stores = memoryStores(tables, others);
  const changes: PlatformChange[] = [];
  let races = 0;
  return {
    tables,
    stores,
    count,
    /** So many of the next commits lose a race. */
    loseRaces: (times: number) => {
      races = times;
    },
    work: (caller?: Caller, fields: Partial<PlatformWork> = {}): PlatformWork =>
      aWork({
        ...(caller ? { caller } : {}),
        stores,
        commit: async (change) => {
          if (races > 0) {
            races -= 1;
            throw new Raced();
          }
          await commit(change);
          changes.push(change);
        },
        ...fields,
      }),
    changes,
    /** Every write so far, as `create service 1`, `count services +1`, `spend mails/of/callers 2`. */
    writes: () => changes.flatMap(({ writes }) => writes.map(inShort)),
    /** Every event so far, as `service.published by pat@x.test`. */
    events: () => changes.flatMap(({ events }) => events.map(({ type, actor }) => `${type} by ${actor}`)),
  };
};

const inShort = (write: PlatformWrite): string => {
  switch (write.write) {
    case "create":
    case "replace":
    case "erase":
      return `${write.write} ${write.record.kind} ${write.record.value.revision}`;
    case "count":
      return `count ${write.counter.what} ${write.by > 0 ? "+" : ""}${write.by}`;
    case "spend":
      return `spend ${write.spend.of} ${write.spend.amount}`;
    case "claim":
    case "release":
      return `${write.write} ${write.name.kind}`;
    case "expect-service":
    case "expect-team":
      return `${write.write} ${write.slug} ${write.revision}`;
    default:
      return write.write;
  }
};
