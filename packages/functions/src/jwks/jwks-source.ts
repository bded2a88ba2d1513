import { Unavailable } from "@latchkey/core/store/change";
import type { JwksSource, PublishedKey } from "@latchkey/core/verdict/jwks-source";
import type { FetchJwks } from "./fetch-jwks.ts";
import { publishedKeys } from "./published-keys.ts";

/** How long keys are used without asking again, and at the most while their address does not answer. Milliseconds. */
const FRESH = 600_000;
const STALE = 3_600_000;
/** Between two fetches for key ids that are not there, or from an address that fails. */
const COOL_DOWN = 30_000;
const MOST_ADDRESSES = 1000;

interface Held {
  keys: PublishedKey[] | undefined;
  fetchedAt: number;
  triedAt: number;
}

/** Consumers' published keys from memory, each address fetched by one request at a time. */
export const createJwksSource = (fetchJwks: FetchJwks): JwksSource => {
  const held = new Map<string, Held>();
  const fetching = new Map<string, Promise<void>>();

  const fetchOnce = (uri: string, now: number): Promise<void> => {
    const underWay = fetching.get(uri);
    if (underWay) return underWay;
    const started = fetchNow(uri, now).finally(() => fetching.delete(uri));
    fetching.set(uri, started);
    return started;
  };

  const fetchNow = async (uri: string, now: number): Promise<void> => {
    const before = held.get(uri);
    try {
      keep(uri, { keys: publishedKeys(await fetchJwks(uri)), fetchedAt: now, triedAt: now });
    } catch (error) {
      keep(uri, { keys: before?.keys, fetchedAt: before?.fetchedAt ?? 0, triedAt: now });
      if (!isWithin(before, STALE, now)) throw unavailable(error);
    }
  };

  const keep = (uri: string, found: Held) => {
    held.delete(uri);
    const oldest = held.size >= MOST_ADDRESSES ? held.keys().next().value : undefined;
    if (oldest !== undefined) held.delete(oldest);
    held.set(uri, found);
  };

  const isDue = (known: Held | undefined, keyId: string | undefined, now: number): boolean => {
    if (!known) return true;
    const isCooling = Math.abs(now - known.triedAt) < COOL_DOWN;
    return !isCooling && (!isWithin(known, FRESH, now) || !withId(known, keyId)?.length);
  };

  return {
    keys: async (uri, keyId, now) => {
      if (isDue(held.get(uri), keyId, now)) await fetchOnce(uri, now);
      const known = held.get(uri);
      if (!isWithin(known, STALE, now)) throw unavailable("not fetched again so soon");
      return withId(known, keyId) ?? [];
    },
  };
};

const isWithin = (known: Held | undefined, age: number, now: number): boolean =>
  known?.keys !== undefined && Math.abs(now - known.fetchedAt) < age;

const withId = (known: Held | undefined, keyId: string | undefined): PublishedKey[] | undefined =>
  keyId === undefined ? known?.keys : known?.keys?.filter(({ kid }) => kid === keyId);

const unavailable = (cause: unknown) =>
  new Unavailable("The keys of a token's issuer cannot be fetched.", { cause });
