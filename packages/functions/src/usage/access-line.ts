import * as z from "zod/mini";

/** A line of the gateway's access log, as far as it is counted: `routes/access-log`, every value a text. */
const AccessLine = z.looseObject({
  answeredBy: z.string(),
  at: z.string().check(z.regex(/^\d{1,14}$/)),
  requestId: z.string(),
  status: z.string(),
  bytes: z.string(),
  consumer: z.string(),
  team: z.string(),
  credential: z.string(),
  subscription: z.string(),
  serviceId: z.string(),
  slug: z.string(),
});

const UNKNOWN = "-";

/** Not API Gateway's own answers, or those of which the authorizer's line tells, with the exact reason. */
const TOLD_ELSEWHERE = [UNKNOWN, "ACCESS_DENIED", "UNAUTHORIZED"];

const REASONS: Record<string, string> = { "413": "payload-too-large", "429": "rate-limited" };

/**
 * The fields of a call that the authorizer let through and API Gateway answered in place of our function: it was throttled,
 * broke, was too late, or the body was too large for it. Our function may have written a line too, with the same id and
 * the same time.
 */
export const callOfAccessLine = (said: unknown): Record<string, unknown> | undefined => {
  const line = AccessLine.safeParse(said);
  if (!line.success || TOLD_ELSEWHERE.includes(line.data.answeredBy)) return undefined;
  const { at, requestId, status, bytes, consumer, team, credential, subscription, serviceId, slug } =
    line.data;
  const known = { consumer, team, credential, subscription, serviceId, slug, reason: REASONS[status] };
  return {
    ...Object.fromEntries(
      Object.entries(known).filter(([, value]) => value !== undefined && value !== UNKNOWN),
    ),
    at: new Date(Number(at)).toISOString(),
    requestId,
    status: Number(status),
    bytesOut: bytes === UNKNOWN ? 0 : Number(bytes),
  };
};
