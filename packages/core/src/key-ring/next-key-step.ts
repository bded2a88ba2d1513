import { isoTime } from "../clock.ts";
import { removableFrom, usableFrom } from "./change-key-ring.ts";
import type { KeyLives } from "./key-lives.ts";
import { type KeyDates, type KeyRing, type KeyState, keyState } from "./key-ring.ts";

/** What comes next in a rotation: publish a key, make it current, let the former one go. */
export type KeyStep =
  | { do: "add-key"; from: number }
  | { do: "use-key"; key: string; from: number }
  | { do: "remove-key"; key: string; from: number };

/** `from`: when it may be done, in milliseconds since the epoch. */
export const nextKeyStep = (ring: KeyRing, lives: KeyLives): KeyStep => {
  const ids = Object.keys(ring.keys);
  const waiting = ids.find((id) => keyState(ring, id) === "next");
  if (waiting !== undefined) return { do: "use-key", key: waiting, from: usableFrom(ring, waiting, lives) };
  const leaving = ids
    .filter((id) => keyState(ring, id) === "former")
    .flatMap((key) => {
      const from = removableFrom(ring, key, lives);
      return from === undefined ? [] : [{ do: "remove-key" as const, key, from }];
    })
    .sort((one, other) => one.from - other.from);
  return leaving[0] ?? { do: "add-key", from: 0 };
};

/** A key as people may see it: never its bytes. Times in ISO 8601. */
export interface ShownKey extends Partial<KeyDates> {
  key: string;
  state: KeyState;
}

export const shownKeys = (ring: KeyRing): ShownKey[] =>
  Object.keys(ring.keys).map((key) => ({ key, state: keyState(ring, key), ...ring.dates?.[key] }));

/** In the form in which it is asked for. */
export const shownStep = (name: string, step: KeyStep, now: number) => ({
  do: step.do,
  ring: name,
  ...("key" in step ? { key: step.key } : {}),
  ...(step.from > now ? { notBefore: isoTime(step.from) } : {}),
});
