import * as z from "zod/mini";
import { MAX_DIMENSION } from "./usage-dimension.ts";

const Id = z.string().check(z.maxLength(100));
/** Callers choose some: what is too long is cut, since a value must not keep its call from being counted. */
const Dimension = z.pipe(
  z.string(),
  z.transform((value: string) => value.slice(0, MAX_DIMENSION)),
);
const Amount = z.int().check(z.minimum(0));

/** One call of a consumer that is known, as usage counts it. What is not known of it is absent. */
export const CallRecord = z.object({
  requestId: z.string().check(z.minLength(1), z.maxLength(200)),
  /** When it came, ISO 8601. */
  at: z.iso.datetime(),
  consumer: Id,
  team: z.optional(Id),
  credential: z.optional(Id),
  subscription: z.optional(Id),
  serviceId: z.optional(Id),
  slug: Id,
  method: z.optional(z.string().check(z.maxLength(20))),
  /** A template, or the beginning: never a path as it was called. */
  path: z.optional(z.string().check(z.maxLength(200))),
  /** What was called of a service, as the service names it, and the model that the call names. */
  operation: z.optional(Dimension),
  model: z.optional(Dimension),
  /** What the caller was answered; 499 when it went away before the answer. */
  status: z.int(),
  upstreamStatus: z.optional(z.int()),
  /** Why it was refused, exactly. */
  reason: z.optional(z.string().check(z.maxLength(64))),
  /** Of the bodies alone. */
  bytesIn: z._default(Amount, 0),
  bytesOut: z._default(Amount, 0),
  durationMs: z.optional(Amount),
  /** What a model read and wrote, as the upstream says. */
  tokensIn: z.optional(Amount),
  tokensOut: z.optional(Amount),
  /** Of `tokensIn`, what was read from a cache. */
  cachedTokensIn: z.optional(Amount),
  /** The call's price in billionths of a US dollar. */
  costNanoUsd: z.optional(Amount),
  /** Its limits could not be counted, and it went on, or was refused, as its service wants it. */
  counters: z.optional(z.enum(["failed-open", "failed-closed"])),
});
export type CallRecord = z.infer<typeof CallRecord>;

/** Refused by the gateway for what a service has to do, under statuses that an upstream may answer too. */
const FOR_THE_SERVICE: ReadonlySet<string> = new Set(["loop-detected", "service-busy"]);

export const isRefusedForService = ({ reason = "" }: Pick<CallRecord, "reason">): boolean =>
  FOR_THE_SERVICE.has(reason);

/** Answered 401, 403, 413 or 429, or refused for its service: what its team finds in its refusals. */
export const isRefusal = (call: CallRecord): boolean =>
  [401, 403, 413, 429].includes(call.status) || isRefusedForService(call);
