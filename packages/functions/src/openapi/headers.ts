import type { Json } from "./json.ts";

/** The headers of answers. */
export const HEADERS: Record<string, Json> = {
  ETag: {
    description:
      "The revision of a resource in quotes, or a fingerprint of a list. `If-Match` and `If-None-Match` take it.",
    schema: { type: "string" },
    example: '"3"',
  },
  IdempotentReplayed: {
    description:
      "`true` where an earlier request with this `Idempotency-Key` was carried out, and this is its answer.",
    schema: { type: "string", enum: ["true"] },
  },
  NextCursor: {
    description: "With JSON lines: the `cursor` of the next export. Absent when this was the end.",
    schema: { type: "string" },
  },
  RetryAfter: {
    description: "Seconds to wait before the request is sent again.",
    schema: { type: "integer", minimum: 0 },
    example: 12,
  },
  RateLimit: {
    description:
      "What is left of the limits of a consumer that calls (draft-ietf-httpapi-ratelimit-headers-11). Absent without limits.",
    schema: { type: "string" },
    example: '"consumer-rate-limit";r=46;t=60',
  },
  RateLimitPolicy: {
    description:
      "The limits of a consumer that calls (draft-ietf-httpapi-ratelimit-headers-11). Absent without limits.",
    schema: { type: "string" },
    example: '"consumer-rate-limit";q=50;w=60',
  },
  WwwAuthenticate: {
    description: "A challenge for each scheme that is taken in `Authorization` (RFC 9110, section 11.6.1).",
    schema: { type: "string" },
  },
};
