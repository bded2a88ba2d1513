import { keepLatest } from "../cache/keep-latest.ts";
import type { CredentialPlace } from "./part/credential-place.ts";
import { lookupOf } from "./part/credential-place.ts";
import type { UseMark } from "./part/secret.ts";

/** How exactly the last use is known: more would cost a write for each call. Milliseconds. */
const PRECISION = 60_000;
/** A write that takes longer goes on by itself: no call waits for it. */
const MAX_WAIT = 1000;
const MAX_CREDENTIALS = 10_000;

export interface UsedCredential {
  consumerId: string;
  credentialId: string;
  /** Of the secret that was used. */
  mark?: UseMark | undefined;
}

export interface UseRecorder {
  /** Records that a credential was used. Never fails: what cannot be written now is written with the next use. */
  record(used: UsedCredential, now: number): Promise<void>;
}

/** Writes at most once a minute for a secret; the store sees to it that no other instance writes within it. */
export const createUseRecorder = (
  touch: (place: CredentialPlace, at: number, mark?: UseMark) => Promise<void>,
  failed: (error: unknown) => void,
): UseRecorder =>
  onceAMinute(
    ({ consumerId, credentialId, mark }, now) =>
      touch({ consumerId, lookup: lookupOf(credentialId) }, now, mark),
    failed,
    ({ credentialId, mark }) => (mark ? `${credentialId} ${mark}` : credentialId),
  );

/** Writes something about a credential at most once a minute. Waits a second at the most, and never fails. */
export const onceAMinute = <Used extends { credentialId: string }>(
  write: (used: Used, now: number) => Promise<void>,
  failed: (error: unknown) => void,
  nameOf: (used: Used) => string = ({ credentialId }) => credentialId,
): { record(used: Used, now: number): Promise<void> } => {
  const recorded = new Map<string, number>();
  const isRecent = (id: string, now: number) => Math.abs(now - (recorded.get(id) ?? -PRECISION)) < PRECISION;

  return {
    record: async (used, now) => {
      const name = nameOf(used);
      if (isRecent(name, now)) return;
      keepLatest(recorded, MAX_CREDENTIALS, name, now);
      const written = write(used, now).catch((error: unknown) => {
        recorded.delete(name);
        failed(error);
      });
      await within(written, MAX_WAIT);
    },
  };
};

const within = async (work: Promise<void>, milliseconds: number): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([work, promise]);
  clearTimeout(timer);
};
