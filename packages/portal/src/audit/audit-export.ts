import type { AuditEntry } from "../api/resources.ts";

export interface AuditExport {
  /** The very lines of the export, JSON each, as they are downloaded. */
  text: string;
  /** The newest first. */
  entries: readonly AuditEntry[];
  /** The span has more than one export gives: the newest are missing. */
  hasMore: boolean;
}

/** Reads JSON lines, one entry each, the oldest first. */
export const readExport = (text: string, hasMore: boolean): AuditExport => ({
  text,
  hasMore,
  entries: text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as AuditEntry)
    .reverse(),
});

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** What things are called, by their targets, as far as the entries (newest first) tell. */
export const namesIn = (entries: readonly AuditEntry[]): ReadonlyMap<string, string> =>
  new Map(
    entries.toReversed().flatMap(({ target, after }): [string, string][] => {
      const name = text(after?.["name"]) ?? text(after?.["url"]) ?? text(after?.["service"]);
      return name === undefined ? [] : [[target, name]];
    }),
  );

/** Whether an entry's actor, action or target has these words. */
export const entryFits = ({ actor, action, target }: AuditEntry, words: string): boolean =>
  `${actor} ${action} ${target}`.toLowerCase().includes(words.trim().toLowerCase());

/**
 * What was done to a consumer, and to what it has: each entry names its own target only, and the first one of a
 * credential or a subscription says whose it is. `known` are the ids of those that are older than the entries.
 */
export const entriesAbout = (
  entries: readonly AuditEntry[],
  consumer: string,
  known: readonly string[],
): AuditEntry[] => {
  const targets = new Set([consumer, ...known]);
  const idOf = ({ target }: AuditEntry) => target.slice(target.indexOf("/") + 1);
  for (const entry of entries)
    if (entry.after?.["consumerId"] === consumer || entry.before?.["consumerId"] === consumer)
      targets.add(idOf(entry));
  return entries.filter((entry) => targets.has(idOf(entry)));
};

const DAY = 86_400_000;

/** `2026-01-31`: the day so many days before `now` (milliseconds since the epoch), in UTC. */
export const daysAgo = (days: number, now: number): string =>
  new Date(now - days * DAY).toISOString().slice(0, 10);
