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

/** Where digests of one kind are: the digest itself, what waits in it, and its part of the due index. */
export interface DigestPlaces {
  key(digest: Digest): Key;
  waitingKey(digest: Digest, at: string, key: string): Key;
  duePartition: string;
  due(digest: Digest): { duePk: string; dueSk: string };
}

export const WAITING_PREFIX = "WAITING#";

const digestPlaces = (prefix: string, duePartition: string): DigestPlaces => {
  const pk = ({ to, hour }: Digest) => `${prefix}#${hour}#${hashed(to)}`;
  return {
    key: (digest) => ({ pk: pk(digest), sk: META }),
    waitingKey: (digest, at, key) => ({ pk: pk(digest), sk: `${WAITING_PREFIX}${at}#${hashed(key)}` }),
    duePartition,
    due: (digest) => ({
      duePk: duePartition,
      dueSk: `${isoTime(digestDueAt(digest))}#${hashed(digest.to)}`,
    }),
  };
};

/** Mails that were too many for a mail each. */
export const MAIL_DIGESTS = digestPlaces("DIGEST", "DUE-DIGESTS");

/** Applications, for those who have chosen one mail a day. */
export const CASE_DIGESTS = digestPlaces("CASE-DIGEST", "DUE-CASE-DIGESTS");
