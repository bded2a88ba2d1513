import { hash } from "node:crypto";
import { isoTime } from "@latchkey/core/clock";
import { type Digest, digestDueAt } from "@latchkey/core/mail/waiting-mail";
import { type Key, META } from "./keys.ts";

/* Keys of what is known of mails. Hashed, since each has an e-mail address in it. */

const hashed = (text: string): string => hash("sha256", text, "base64url");

export const sentKey = (notification: string): Key => ({ pk: `SENT#${hashed(notification)}`, sk: META });

export const suppressionKey = (address: string): Key => ({
  pk: `SUPPRESSED#${hashed(address.toLowerCase())}`,
  sk: META,
});

/** The digest itself; its items have keys below this one. */
export const digestKey = ({ to, hour }: Digest): Key => ({ pk: `DIGEST#${hour}#${hashed(to)}`, sk: META });

export const WAITING_PREFIX = "WAITING#";
export const waitingKey = (digest: Digest, at: string, notification: string): Key => ({
  pk: digestKey(digest).pk,
  sk: `${WAITING_PREFIX}${at}#${hashed(notification)}`,
});

/** The part of the due index for digests, separate from the part of the schedule. */
export const DUE_DIGESTS = "DUE-DIGESTS";
export const digestDue = (digest: Digest): { duePk: string; dueSk: string } => ({
  duePk: DUE_DIGESTS,
  dueSk: `${isoTime(digestDueAt(digest))}#${hashed(digest.to)}`,
});
