import { keepLatest } from "@latchkey/core/cache/keep-latest";
import { Unavailable } from "@latchkey/core/outage";
import { FailureThrottle } from "@latchkey/core/proof/failure-throttle";
import type { JwksSource, PublishedKey } from "@latchkey/core/proof/jwks-source";
import type { JwksShelf } from "./jwks-shelf.ts";
import { publishedKeys } from "./published-keys.ts";

/** How long keys are used without asking again, and at the most while their address does not answer. Milliseconds. */
const FRESH = 600_000;
const STALE = 3_600_000;
/** Between two fetches for key ids that are not there, or from an address that fails. */
const COOL_DOWN = 30_000;
const MAX_ADDRESSES = 1000;
/** Addresses of one team that fail within a minute; beyond it they are as if they published nothing. */
const FAILING = { mostFailures: 5, windowMs: 60_000, mostKeys: MAX_ADDRESSES };
/** What a call waits for an address. The fetch goes on behind it. */
const PATIENCE_MS = 500;

/** Addresses of one team that are asked at the same time. */
const MAX_AT_ONCE = 10;

interface Held {
  keys: PublishedKey[] | undefined;
  fetchedAt: number;
  triedAt: number;
  /** Why the last fetch has brought none. */
  failure?: unknown;
}

export interface JwksPorts {
  /** The key set at an address. */
  fetch(uri: string, team: string): Promise<unknown>;
  shelf: JwksShelf;
  /** Teams of one pool share what is remembered: where one gets nothing, the others do not either. All do unless it is given. */
  poolOf?(team: string): string;
  /** Whether something is done in the time that a call waits. */
  inTime?(work: Promise<void>): Promise<boolean>;
}

/**
 * Consumers' published keys from memory, or as another instance has left them on the shelf; each address fetched by one
 * request at a time. Keys that are old are used while they are asked for again.
 */
export const createJwksSource = ({
  fetch,
  shelf,
  poolOf = () => "",
  inTime = within(PATIENCE_MS),
}: JwksPorts): JwksSource => {
  const held = new Map<string, Held>();
  const loading = new Map<string, Promise<void>>();
  const failing = new FailureThrottle(FAILING);
  const atOnce = new Map<string, number>();

  /** Never fails: what came of it is what is held then. Nothing where the team has asked for too much. */
  const load = (uri: string, team: string, now: number): Promise<void> | undefined => {
    const name = nameOf(uri, team);
    const underWay = loading.get(name);
    if (underWay) return underWay;
    const ofTeam = atOnce.get(team) ?? 0;
    if (ofTeam >= MAX_AT_ONCE || failing.isUsedUp(team, now)) return undefined;
    atOnce.set(team, ofTeam + 1);
    const started = loadNow(uri, team, now)
      .then((isLoaded) => {
        if (!isLoaded) failing.begin(team, now);
      })
      .finally(() => {
        loading.delete(name);
        const left = (atOnce.get(team) ?? 1) - 1;
        if (left > 0) atOnce.set(team, left);
        else atOnce.delete(team);
      });
    loading.set(name, started);
    return started;
  };

  const loadNow = async (uri: string, team: string, now: number): Promise<boolean> => {
    const name = nameOf(uri, team);
    const before = held.get(name);
    const shelved = await shelf.get(uri);
    // What lies there is of some use if it is younger than what is known, and of full use if it is fresh.
    if (shelved && (!before?.keys || shelved.fetchedAt > before.fetchedAt)) {
      keep(name, { ...shelved, triedAt: before?.triedAt ?? 0 });
      if (isWithin(shelved, FRESH, now)) return true;
    }
    try {
      const keys = publishedKeys(await fetch(uri, team));
      keep(name, { keys, fetchedAt: now, triedAt: now });
      await shelf.put(uri, keys, now);
      return true;
    } catch (failure) {
      const known = held.get(name);
      keep(name, { keys: known?.keys, fetchedAt: known?.fetchedAt ?? 0, triedAt: now, failure });
      return false;
    }
  };

  const nameOf = (uri: string, team: string): string => `${poolOf(team)} ${uri}`;

  const keep = (name: string, found: Held) => keepLatest(held, MAX_ADDRESSES, name, found);

  return {
    keys: async (uri, keyId, team, now) => {
      const name = nameOf(uri, team);
      const before = held.get(name);
      const isUsedUp = failing.isUsedUp(team, now);
      const isHeld = isWithin(before, STALE, now) && Boolean(withId(before, keyId)?.length);
      if (isDue(before, isHeld, now)) {
        const work = load(uri, team, now);
        const isLate = work && !isHeld && !(await inTime(work));
        if (isLate && !withId(held.get(name), keyId)?.length) throw unavailable("not in time");
      }
      const known = held.get(name);
      if (isWithin(known, STALE, now)) return withId(known, keyId) ?? [];
      if (isUsedUp) return [];
      throw unavailable(known?.failure);
    },
    prefetch: async (uri, team, now) => {
      const work = isWithin(held.get(nameOf(uri, team)), FRESH, now) ? undefined : load(uri, team, now);
      if (work) await inTime(work);
    },
  };
};

const isDue = (known: Held | undefined, isHeld: boolean, now: number): boolean => {
  if (!known) return true;
  const isCooling = Math.abs(now - known.triedAt) < COOL_DOWN;
  return !isCooling && (!isHeld || !isWithin(known, FRESH, now));
};

const isWithin = (known: Pick<Held, "keys" | "fetchedAt"> | undefined, age: number, now: number): boolean =>
  known?.keys !== undefined && Math.abs(now - known.fetchedAt) < age;

const withId = (known: Held | undefined, keyId: string | undefined): PublishedKey[] | undefined =>
  keyId === undefined ? known?.keys : known?.keys?.filter(({ kid }) => kid === keyId);

const within =
  (milliseconds: number) =>
  async (work: Promise<void>): Promise<boolean> => {
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => late.resolve(false), milliseconds);
    try {
      return await Promise.race([work.then(() => true), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  };

const unavailable = (cause: unknown) =>
  new Unavailable("The keys of a token's issuer cannot be fetched.", { cause });
