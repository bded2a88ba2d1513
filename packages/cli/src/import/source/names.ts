import { createHash } from "node:crypto";
import type { ImportedConsumer } from "./imported.ts";

const MOST = 63;
const DIGITS = 8;

/** The first digits of a SHA-256: tells values apart, and tells nothing of a key. */
export const shortHash = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, DIGITS);

/** What of a text a consumer may be called; empty where nothing is left. */
export const nameFrom = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+/, "")
    .slice(0, MOST)
    .replace(/-+$/, "");

/**
 * A name for each consumer, whatever their order: its own as far as it can be one. Where several would have the same, those
 * that are not called exactly that get the beginning of a hash behind it.
 */
export const namesOf = (consumers: readonly ImportedConsumer[]): ReadonlyMap<ImportedConsumer, string> => {
  const byName = Map.groupBy(consumers, ({ called }) => nameFrom(called));
  const names = new Map<ImportedConsumer, string>();
  for (const [name, all] of byName) {
    const exact = all.filter(({ called }) => called === name);
    const owner = all.length === 1 ? all[0] : exact.length === 1 ? exact[0] : undefined;
    for (const each of all)
      names.set(
        each,
        each === owner && name !== ""
          ? name
          : `${(name || "consumer").slice(0, MOST - DIGITS - 1)}-${shortHash(each.key)}`,
      );
  }
  return names;
};
