import { TimedCache } from "@latchkey/core/cache/timed-cache";
import {
  type PathTemplate,
  pathBeginning,
  pathTemplates,
  templateOf,
} from "@latchkey/core/gateway/path-template";

/** The operations of a service's OpenAPI document (`operationsOf`), which no call waits for. */
export type OperationsOf = (slug: string) => Promise<readonly string[]>;

/** What a path is told as in logs: its template in the service's document, else its beginning. Never fails. */
export type PathReader = (
  called: { slug: string; method: string; rest: string },
  now: number,
) => Promise<string>;

const KNOWN_MS = 300_000;
const MAX_SERVICES = 100;

export const createPathReader = (operationsOf: OperationsOf): PathReader => {
  const cache = new TimedCache<readonly PathTemplate[]>(MAX_SERVICES, () => KNOWN_MS);
  const read = async (slug: string) => pathTemplates(await operationsOf(slug));
  return async ({ slug, method, rest }, now) => {
    const path = rest === "" ? "/" : rest;
    try {
      const templates = cache.get(slug, now) ?? (await cache.fresh(slug, now, () => read(slug)));
      return templateOf(templates, method, path) ?? pathBeginning(path);
    } catch {
      return pathBeginning(path);
    }
  };
};
