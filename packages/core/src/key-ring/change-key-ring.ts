import { isoTime } from "../clock.ts";
import type { RandomBytes } from "../id.ts";
import type { KeyLives } from "./key-lives.ts";
import { type KeyDates, type KeyRing, keyState } from "./key-ring.ts";
import { newKey, newKeyId } from "./new-key-ring.ts";

/** Why a key ring is left as it is, in a sentence for who asked. */
export class KeyRingRefused extends Error {
  override readonly name = "KeyRingRefused";
}

/** Each is tried or looked up with; those of a ring that loses none are only looked up. */
const MAX_KEYS = 8;
const MAX_KEPT_KEYS = 200;

/** The ring with one key more, which nothing is made with yet. */
export const withNewKey = (ring: KeyRing, lives: KeyLives, now: number, random: RandomBytes): KeyRing => {
  const ids = Object.keys(ring.keys);
  const waiting = ids.find((id) => keyState(ring, id) === "next");
  if (waiting) throw new KeyRingRefused(`${waiting} was published and waits for its use: no second one.`);
  const most = lives.keptFor === undefined ? MAX_KEPT_KEYS : MAX_KEYS;
  if (ids.length >= most)
    throw new KeyRingRefused(`A ring has at most ${most} keys: remove a former one first.`);
  const id = newKeyId(now, random);
  if (Object.hasOwn(ring.keys, id)) throw new KeyRingRefused("The new key's id is taken. Try again.");
  return {
    ...ring,
    keys: { ...ring.keys, [id]: newKey(random) },
    dates: { ...ring.dates, [id]: { published: isoTime(now) } },
  };
};

/** The ring with another current key. A former one may become current again. */
export const withCurrentKey = (ring: KeyRing, id: string, lives: KeyLives, now: number): KeyRing => {
  requireKey(ring, id);
  if (id === ring.current) throw new KeyRingRefused(`${id} is the current key already.`);
  const from = usableFrom(ring, id, lives);
  if (now < from) throw new KeyRingRefused(`Not everybody knows ${id} yet. Use it from ${isoTime(from)} on.`);
  const at = isoTime(now);
  const { published, current } = datesOf(ring, ring.current);
  return {
    ...ring,
    current: id,
    dates: {
      ...ring.dates,
      [ring.current]: { published, ...(current === undefined ? {} : { current }), retired: at },
      [id]: { published: datesOf(ring, id).published, current: at },
    },
  };
};

/** The ring without a key. Whether something in the table names it is not looked at here. */
export const withoutKey = (
  ring: KeyRing,
  id: string,
  lives: KeyLives,
  now: number,
  force: boolean,
): KeyRing => {
  requireKey(ring, id);
  const state = keyState(ring, id);
  if (state === "current")
    throw new KeyRingRefused(`${id} is the current key. Use another one first, then remove it.`);
  const until = removableFrom(ring, id, lives);
  // What was never used has made nothing, and goes whenever one likes.
  if (state === "former" && until === undefined)
    throw new KeyRingRefused("The audit rests on all keys of this ring: none is ever removed.");
  if (state === "former" && until !== undefined && now < until && !force)
    throw new KeyRingRefused(
      `What was made with ${id} may still be in use until ${isoTime(until)}. ` +
        'Remove it then, or now with "force": true, and it ends.',
    );
  const keep = <T>(of: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(of).filter(([each]) => each !== id));
  return { ...ring, keys: keep(ring.keys), dates: keep(ring.dates ?? {}) };
};

/** Milliseconds since the epoch. */
export const usableFrom = (ring: KeyRing, id: string, { knownAfter }: KeyLives): number =>
  Date.parse(datesOf(ring, id).published) + knownAfter;

/** Milliseconds since the epoch; undefined for a key that is kept permanently. */
export const removableFrom = (ring: KeyRing, id: string, { keptFor }: KeyLives): number | undefined => {
  const { published, retired } = datesOf(ring, id);
  return keptFor === undefined ? undefined : Date.parse(retired ?? published) + keptFor;
};

/** Of a key from before dates were kept, nothing is known but that it is old. */
const datesOf = ({ dates }: KeyRing, id: string): KeyDates =>
  (dates && Object.hasOwn(dates, id) ? dates[id] : undefined) ?? { published: isoTime(0) };

const requireKey = (ring: KeyRing, id: string): void => {
  if (!Object.hasOwn(ring.keys, id)) throw new KeyRingRefused(`The ring has no key ${id}.`);
};
