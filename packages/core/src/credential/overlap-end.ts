import { isoTime } from "../clock.ts";

/**
 * When a former secret stops after a rotation: at the end of the overlap, and never after the credential itself.
 * @param until milliseconds since the epoch
 * @param expiresAt of the credential, ISO 8601
 */
export const overlapEnd = (until: number, expiresAt: string | undefined): string =>
  isoTime(expiresAt === undefined ? until : Math.min(until, Date.parse(expiresAt)));
