import { isoTime } from "../clock.ts";
import type { RandomBytes } from "../id.ts";
import type { KeyRing, KeyRingName } from "./key-ring.ts";

export const KEY_RING_NAMES: readonly KeyRingName[] = [
  "pepper",
  "data",
  "link",
  "request",
  "audit",
  "record",
  "assertion",
  "token",
  "token-public",
];

/** Those with keys of their own: what rotates. */
export const ROTATED_RINGS: readonly KeyRingName[] = KEY_RING_NAMES.filter((name) => name !== "token-public");

/** `k` and the day it was made, so that people can tell keys apart; 4 random digits keep two of a day apart. */
export const newKeyId = (now: number, random: RandomBytes): string =>
  `k${new Date(now).toISOString().slice(0, 10).replaceAll("-", "")}${Buffer.from(random(2)).toString("hex")}`;

/** A ring with one key. */
export const newKeyRing = (now: number, random: RandomBytes): KeyRing => {
  const id = newKeyId(now, random);
  const at = isoTime(now);
  return { current: id, keys: { [id]: newKey(random) }, dates: { [id]: { published: at, current: at } } };
};

export const newKey = (random: RandomBytes): string => Buffer.from(random(32)).toString("base64");
