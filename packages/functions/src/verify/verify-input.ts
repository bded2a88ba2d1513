import { parseIpAddress } from "@latchkey/core/address/ip-network";
import * as z from "zod/mini";

const MAX_NAMES = 200;

/** A value, or several of one name in their order. */
const Values = z.record(
  z.string().check(z.minLength(1), z.maxLength(256)),
  z.union([
    z.string().check(z.maxLength(16_384)),
    z.array(z.string().check(z.maxLength(16_384))).check(z.maxLength(100)),
  ]),
);

const Bounded = Values.check(
  z.refine((values) => Object.keys(values).length <= MAX_NAMES, `at most ${MAX_NAMES} names`),
);

/** A call as a provider's own program has received it. */
export const VerifyInput = z.strictObject({
  service: z.string().check(z.minLength(1), z.maxLength(64)),
  method: z.string().check(z.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}$/, "an HTTP method")),
  path: z
    .string()
    .check(
      z.maxLength(8192),
      z.regex(/^\/[^?#]*$/, "the path that the client used, beginning with a slash, without the query"),
    ),
  /** By name, or the query string as it was sent, without its question mark. */
  query: z.optional(z.union([Bounded, z.string().check(z.maxLength(16_384))])),
  headers: Bounded,
  sourceIp: z.optional(
    z.string().check(
      z.maxLength(64),
      z.refine((text) => parseIpAddress(text) !== undefined, "an IPv4 or IPv6 address"),
    ),
  ),
  bodySha256: z.optional(z.string().check(z.regex(/^[0-9a-fA-F]{64}$/, "64 hexadecimal digits"))),
});
export type VerifyInput = z.infer<typeof VerifyInput>;

export const VerifyAnswer = z.object({
  allowed: z.boolean(),
  /** What to answer the client with when the call is not allowed; else 200. */
  status: z.int(),
  code: z.optional(z.string()),
  /** With 429: when to try again. */
  retryAfterSeconds: z.optional(z.int()),
  /** Ids. */
  consumer: z.optional(z.string()),
  credential: z.optional(z.string()),
  subscription: z.optional(z.string()),
  plan: z.optional(z.string()),
  scopes: z.optional(z.array(z.string())),
  /** The only body that the call may have: `any`, `none` or `sha256=<hex>`. */
  body: z.optional(z.string()),
});
export type VerifyAnswer = z.infer<typeof VerifyAnswer>;
