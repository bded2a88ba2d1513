import { TimedCache } from "@latchkey/core/cache/timed-cache";
import {
  OTHER_OPERATIONS,
  operationOf,
  type PathTemplate,
  pathBeginning,
  pathTemplates,
  templateOf,
} from "@latchkey/core/gateway/path-template";

/** The operations of a service's OpenAPI document (`operationsOf`), which no call waits for. */
export type OperationsOf = (slug: string) => Promise<readonly string[]>;

/** What is told of a path in logs. */
export interface ToldPath {
  /** Its template in the service's document, else its beginning. */
  path: string;
  /** What the document names it, else `other`. */
  operation: string;
}

/** Never fails. */
export type PathReader = (
  called: { slug: string; method: string; rest: string },
  now: number,
) => Promise<ToldPath>;

const KNOWN_MS = 300_000;
const MAX_SERVICES = 100;

export const createPathReader = (operationsOf: OperationsOf): PathReader => {
  const cache = new TimedCache<readonly PathTemplate[]>(MAX_SERVICES, () => KNOWN_MS);
  const read = async (slug: string) => pathTemplates(await operationsOf(slug));
  return async ({ slug, method, rest }, now) => {
    const path = rest === "" ? "/" : rest;
    try {
      const templates = cache.get(slug, now) ?? (await cache.fresh(slug, now, () => read(slug)));
      return {
        path: templateOf(templates, method, path) ?? pathBeginning(path),
        operation: operationOf(templates, method, path),
      };
    } catch {
      return { path: pathBeginning(path), operation: OTHER_OPERATIONS };
    }
  };
};
