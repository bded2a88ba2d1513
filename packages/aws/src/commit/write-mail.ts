import { isoTime } from "@latchkey/core/clock";
import type { Digest } from "@latchkey/core/mail/waiting-mail";
import type { PlatformWrite } from "@latchkey/core/platform/records";
import type { Refusal } from "@latchkey/core/refusal";
import { unless } from "../dynamo/condition.ts";
import { type ItemWrite, update } from "../dynamo/item-write.ts";
import {
  CASE_DIGESTS,
  type DigestPlaces,
  MAIL_DIGESTS,
  sentKey,
  suppressionKey,
} from "../dynamo/mail-keys.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";

/** Longer than any event is repeated. */
const KEPT_SECONDS = 30 * 86_400;

/** The value of the mark of a mail that is paid for and not known to have been sent. */
export const PAID = "paid";

/** `now` in milliseconds since the epoch. */
export const markTtl = (now: number): Record<string, number> => ({
  [TTL_ATTRIBUTE]: Math.ceil(now / 1000) + KEPT_SECONDS,
});

export const admitMailWrites = (
  { key, otherwise }: Extract<PlatformWrite, { write: "admit-mail" }>,
  index: number,
  now: number,
): ItemWrite[] => [
  {
    do: "put",
    key: sentKey(key),
    attributes: { state: PAID, ...markTtl(now) },
    conditions: [unless(index, { is: "absent" }, otherwise)],
  },
];

/** A note of the lifting stays, without the address, for as long as an older bounce may still come in. */
export const liftSuppressionWrites = ({
  address,
  at,
}: Extract<PlatformWrite, { write: "lift-suppression" }>): ItemWrite[] => [
  update(suppressionKey(address), {
    set: { liftedAt: isoTime(at), ...markTtl(at) },
    remove: ["address", "why", "at"],
  }),
];

export const putOffMailWrites = (
  { digest, mail, otherwise }: Extract<PlatformWrite, { write: "put-off-mail" }>,
  index: number,
  now: number,
): ItemWrite[] => [
  waitsFrom({ key: mail.key, otherwise: otherwise.decided }, index, now),
  ...intoDigest(MAIL_DIGESTS, { digest, waiting: mail, as: { mail }, otherwise: otherwise.closed }, index),
];

export const putOffCaseWrites = (
  { digest, waiting, told, otherwise }: Extract<PlatformWrite, { write: "put-off-case" }>,
  index: number,
  now: number,
): ItemWrite[] => [
  ...(told ? [waitsFrom(told, index, now)] : []),
  ...intoDigest(CASE_DIGESTS, { digest, waiting, as: { waiting }, otherwise }, index),
];

/** The notification counts as sent, once. */
const waitsFrom = (
  { key, otherwise }: { key: string; otherwise: Refusal },
  index: number,
  now: number,
): ItemWrite => ({
  do: "put",
  key: sentKey(key),
  attributes: { state: "waiting", ...markTtl(now) },
  conditions: [unless(index, { is: "absent" }, otherwise)],
});

interface IntoDigest {
  digest: Digest;
  waiting: { at: string; key: string };
  as: Record<string, unknown>;
  otherwise: Refusal;
}

const intoDigest = (
  places: DigestPlaces,
  { digest, waiting, as, otherwise }: IntoDigest,
  index: number,
): ItemWrite[] => [
  update(places.key(digest), {
    set: { ...digest, ...places.due(digest) },
    conditions: [unless(index, { is: "lacking", attribute: "closed" }, otherwise)],
  }),
  {
    do: "put",
    key: places.waitingKey(digest, waiting.at, waiting.key),
    attributes: as,
    conditions: [],
  },
];
