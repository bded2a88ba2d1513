import * as z from "#schema";
import { isoTime } from "../clock.ts";
import { invalidInput } from "../refusal.ts";
import { IsoTime, paragraph, Slug } from "../text.ts";

/** A service that has an end: until `sunsetAt` it answers calls, from `at` on it takes no new applications. */
export const Deprecation = z.object({
  at: z.string(),
  sunsetAt: z.string(),
  /** The slug of the service that takes its place. */
  successor: z.optional(Slug),
  message: z.optional(z.string()),
  /** What was announced up to here is not announced again. */
  announcedUntil: z.optional(z.string()),
});
export type Deprecation = z.infer<typeof Deprecation>;

/** What of it its subscribers see. */
export const DEPRECATION_SHOWN = {
  at: true,
  sunsetAt: true,
  successor: true,
  message: true,
  announcedUntil: false,
} as const satisfies Record<keyof Deprecation, boolean>;

export const DeprecationInput = z.strictObject({
  sunsetAt: IsoTime,
  at: z.optional(IsoTime),
  successor: z.optional(Slug),
  message: z.optional(paragraph(2000)),
});
export type DeprecationInput = z.infer<typeof DeprecationInput>;

interface Deprecated {
  deprecation?: Deprecation | undefined;
}

/**
 * A deprecation as it is stored: it begins when it did, or now. Another end is announced at once, and again before it comes.
 *
 * @throws Refusal `invalid-input` when it begins after its end, or names the service as its own successor.
 */
export const plannedDeprecation = (
  { slug, deprecation: before }: Deprecated & { slug: string },
  { at, ...input }: DeprecationInput,
  now: number,
): Deprecation => {
  if (input.successor === slug)
    throw invalidInput("/deprecation/successor", "Another service than the deprecated one.");
  if (at !== undefined && at > input.sunsetAt)
    throw invalidInput("/deprecation/at", "At the latest at `sunsetAt`.");
  const since = at ?? before?.at ?? isoTime(now);
  return {
    ...input,
    at: since < input.sunsetAt ? since : input.sunsetAt,
    announcedUntil: before?.sunsetAt === input.sunsetAt ? before.announcedUntil : isoTime(now),
  };
};

/** Whether its subscribers have to be told of another end, or that there is none any more. */
export const isAnotherEnd = (before: Deprecated, after: Deprecated): boolean =>
  before.deprecation?.sunsetAt !== after.deprecation?.sunsetAt;

export const takesApplications = ({ deprecation }: Deprecated, now: number): boolean =>
  deprecation === undefined || now < Date.parse(deprecation.at);

/** From then on no call is answered. */
export const isSunset = ({ deprecation }: Deprecated, now: number): boolean =>
  deprecation !== undefined && now >= Date.parse(deprecation.sunsetAt);
