import * as z from "zod/mini";

/** A value that may be a secret of ours: never itself, only its digest and what is public of it. */
export const LeakedValue = z.object({
  /** SHA-256 in hexadecimal. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** What a value in our minted form says. Absent: it may be an imported key. */
  place: z.optional(z.object({ consumerId: z.string(), lookup: z.string() })),
  /** Where it was found, as the reporter says, on one line. */
  url: z.optional(z.string()),
});
export type LeakedValue = z.infer<typeof LeakedValue>;

/** A part of what somebody has reported. */
export const LeakReport = z.object({
  /** ISO 8601. */
  at: z.string(),
  values: z.array(LeakedValue).check(z.maxLength(100)),
});
export type LeakReport = z.infer<typeof LeakReport>;

/** What waits to be compared with what is stored. */
export interface LeakQueue {
  /**
   * Keeps all of the reports until they are dealt with. One may be dealt with twice.
   * @throws Unavailable when it is not known whether all are kept.
   */
  put(reports: readonly LeakReport[]): Promise<void>;
}
