import { isoTime } from "@latchkey/core/clock";
import type { PlatformWrite } from "@latchkey/core/platform/records";
import { unless } from "../dynamo/condition.ts";
import { type ItemWrite, update } from "../dynamo/item-write.ts";
import { digestDue, digestKey, sentKey, suppressionKey, waitingKey } from "../dynamo/mail-keys.ts";
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
  {
    do: "put",
    key: sentKey(mail.key),
    attributes: { state: "waiting", ...markTtl(now) },
    conditions: [unless(index, { is: "absent" }, otherwise.decided)],
  },
  update(digestKey(digest), {
    set: { ...digest, ...digestDue(digest) },
    conditions: [unless(index, { is: "lacking", attribute: "closed" }, otherwise.closed)],
  }),
  { do: "put", key: waitingKey(digest, mail.at, mail.key), attributes: { mail }, conditions: [] },
];
