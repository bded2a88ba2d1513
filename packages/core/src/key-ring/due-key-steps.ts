import { removableFrom, usableFrom } from "./change-key-ring.ts";
import type { KeyLives } from "./key-lives.ts";
import { type KeyRing, type KeyRingName, keyState, MAX_UNREAD } from "./key-ring.ts";
import type { KeyStep } from "./next-key-step.ts";

const DAY = 86_400_000;

/** Between two runs of the clock that rotates, in milliseconds. */
export const ROTATION_PERIOD = DAY / 4;

/** In which a rotation that is due is over, unless something keeps it from that. Milliseconds. */
export const ROTATION_GRACE = 7 * DAY;

/** What a rotation by the clock is decided from. */
export interface RotatedRing {
  name: KeyRingName;
  ring: KeyRing;
  lives: KeyLives;
  /** How old a current key becomes, in milliseconds. */
  rotateAfter: number;
}

/**
 * The steps that the clock takes with a ring, in their order. Each is later than it is safe by `MAX_UNREAD`: no person
 * sees that Secrets Manager fails, and an instance may serve with a ring from before its failure.
 *
 * @param now milliseconds since the epoch
 */
export const dueKeySteps = ({ name, ring, lives, rotateAfter }: RotatedRing, now: number): KeyStep[] => {
  const isDue = ({ from }: KeyStep): boolean => from + MAX_UNREAD <= now;
  const waiting = waitingKey(ring);
  const use: KeyStep[] =
    waiting === undefined ? [] : [{ do: "use-key", key: waiting, from: usableFrom(ring, waiting, lives) }];
  const removals = removableKeys(ring, lives).filter(
    (step) => isDue(step) && (name !== "pepper" || isAskedAgain(step.from, now)),
  );
  const add: KeyStep[] =
    waiting === undefined && currentSince(ring) + rotateAfter <= now ? [{ do: "add-key", from: 0 }] : [];
  return [...use.filter(isDue), ...removals, ...add];
};

/** Whether a rotation that should be over by now is not. A pepper stays as long as an unused API key is hashed with it. */
export const isRotationLate = ({ name, ring, lives, rotateAfter }: RotatedRing, now: number): boolean => {
  const waiting = waitingKey(ring);
  const begun = waiting === undefined ? currentSince(ring) + rotateAfter : usableFrom(ring, waiting, lives);
  const left = name === "pepper" ? [] : removableKeys(ring, lives).map(({ from }) => from);
  return [begun, ...left].some((from) => from + ROTATION_GRACE <= now);
};

const waitingKey = (ring: KeyRing): string | undefined =>
  Object.keys(ring.keys).find((id) => keyState(ring, id) === "next");

const removableKeys = (ring: KeyRing, lives: KeyLives): Extract<KeyStep, { do: "remove-key" }>[] =>
  Object.keys(ring.keys)
    .filter((id) => keyState(ring, id) === "former")
    .flatMap((key) => {
      const from = removableFrom(ring, key, lives);
      return from === undefined ? [] : [{ do: "remove-key", key, from }];
    });

const currentSince = ({ current, dates }: KeyRing): number => {
  const known = dates && Object.hasOwn(dates, current) ? dates[current] : undefined;
  return known ? Date.parse(known.current ?? known.published) : 0;
};

/** What names a pepper is looked for in the whole table: in one run of a week. */
const isAskedAgain = (from: number, now: number): boolean =>
  Math.floor((now - from - MAX_UNREAD) / ROTATION_PERIOD) % RUNS_A_WEEK === 0;

const RUNS_A_WEEK = (7 * DAY) / ROTATION_PERIOD;
