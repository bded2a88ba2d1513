import { Raced } from "../outage.ts";
import { taken } from "../ownership/first-come.ts";
import type { PlatformChange, PlatformWrite, StoredRecord } from "../platform/records.ts";
import type { Counter } from "../store/change.ts";
import { isLiving } from "../subscription/subscription.ts";
import type { Tables } from "./memory-tables.ts";

const counterOf = ({ what, ...of }: Counter): string => `${Object.values(of).join(" ")} ${what}`;
const spendOf = ({ spend: { of, window } }: Extract<PlatformWrite, { write: "spend" }>): string =>
  `${of} ${window.start} ${window.seconds}`;

/** The counters that say whether a record is empty. */
const countersOf = ({ kind, value }: StoredRecord): Counter[] => {
  switch (kind) {
    case "team":
      return (["consumers", "services"] as const).map((what) => ({ of: "team", slug: value.slug, what }));
    case "consumer":
      return (["credentials", "living"] as const).map((what) => ({ of: "consumer", id: value.id, what }));
    case "service":
      return [{ of: "service", slug: value.slug, what: "living" }];
    default:
      return [];
  }
};

/** Where a record is counted that is there before the first change. */
const countedIn = ({ kind, value }: StoredRecord): Counter[] => {
  switch (kind) {
    case "consumer":
      return [{ of: "team", slug: value.team, what: "consumers" }];
    case "service":
      return [{ of: "team", slug: value.team, what: "services" }];
    case "credential":
      return [{ of: "consumer", id: value.consumerId, what: "credentials" }];
    case "subscription":
      return isLiving(value.status)
        ? [
            { of: "consumer", id: value.consumerId, what: "living" },
            { of: "service", slug: value.service, what: "living" },
          ]
        : [];
    default:
      return [];
  }
};

/** Carries out changes as a stage does: all of a change, or nothing where one of its conditions does not hold. */
export const memoryCommit = (tables: Tables) => {
  const counted = new Map<string, number>();
  const claimed = new Set<string>();
  const countOf = (of: string): number => counted.get(of) ?? 0;
  const add = (of: string, by: number): void => void counted.set(of, countOf(of) + by);

  const isLivingBeside = ({ writes }: PlatformChange, record: StoredRecord): boolean =>
    record.kind === "subscription" &&
    tables
      .all("subscription")
      .filter(({ id }) => !writes.some((each) => each.write === "replace" && each.record.value.id === id))
      .some(
        ({ consumerId, service, status }) =>
          consumerId === record.value.consumerId && service === record.value.service && isLiving(status),
      );

  const isCurrent = (record: StoredRecord): boolean =>
    tables.former(record)?.revision === record.value.revision;
  const isEmpty = (record: StoredRecord): boolean =>
    countersOf(record).every((counter) => countOf(counterOf(counter)) === 0);

  /** Whether the condition of a write holds: its own refusal, or a lost race, where it does not. */
  const holds = (write: PlatformWrite, change: PlatformChange): boolean => {
    switch (write.write) {
      case "create":
        return !tables.former(write.record) && !isLivingBeside(change, write.record);
      case "replace":
        return tables.former(write.record)?.revision === write.record.value.revision - 1;
      case "erase":
        return isCurrent(write.record) && (!write.empty || isEmpty(write.record));
      case "claim":
        return !claimed.has(JSON.stringify(write.name));
      case "count":
        return write.most === undefined || countOf(counterOf(write.counter)) + write.by <= write.most;
      case "spend":
        return countOf(spendOf(write)) + write.spend.amount <= write.spend.most;
      case "expect-service":
        return tables.find("service", ({ slug }) => slug === write.slug)?.revision === write.revision;
      case "expect-team":
        return tables.find("team", ({ slug }) => slug === write.slug)?.revision === write.revision;
      case "expect-consumer":
        return [undefined, tables.find("consumer", ({ id }) => id === write.id)?.revision].includes(
          write.revision,
        );
      default:
        return true;
    }
  };

  const refusalOf = (write: PlatformWrite): Error => {
    if (write.write === "claim") return taken(write.name.kind);
    if (write.write === "erase") return (isCurrent(write.record) && write.empty?.otherwise) || new Raced();
    return "otherwise" in write && write.otherwise instanceof Error ? write.otherwise : new Raced();
  };

  const apply = (write: PlatformWrite): void => {
    if (write.write === "create" || write.write === "replace") tables.put(write.record);
    else if (write.write === "erase") tables.remove(write.record);
    else if (write.write === "claim") claimed.add(JSON.stringify(write.name));
    else if (write.write === "release") claimed.delete(JSON.stringify(write.name));
    else if (write.write === "count") add(counterOf(write.counter), write.by);
    else if (write.write === "spend") add(spendOf(write), write.spend.amount);
  };

  return {
    /** Stores a record that is there before the first change. */
    keep: (record: StoredRecord): void => {
      tables.put(record);
      for (const counter of countedIn(record)) add(counterOf(counter), 1);
    },
    /** Uses up a counter before the first change. */
    count: (counter: Counter, by: number) => add(counterOf(counter), by),
    commit: async (change: PlatformChange): Promise<void> => {
      const failed = change.writes.find((write) => !holds(write, change));
      if (failed) throw refusalOf(failed);
      for (const write of change.writes) apply(write);
    },
  };
};
