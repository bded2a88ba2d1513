import { type ProblemCode, problemStatus, problemTitle } from "../problem/problem-document.ts";
import type { ComponentSchemas } from "./component-schemas.ts";
import type { Json } from "./json.ts";
import type { DescribedOperation } from "./noun-list.ts";
import { changesExisting } from "./parameters.ts";

const header = (name: string): Json => ({ $ref: `#/components/headers/${name}` });

/** What every operation may answer, by status. */
const ALWAYS: readonly ProblemCode[] = [
  "invalid-input",
  "invalid-credential",
  "forbidden",
  "consumer-suspended",
  "team-suspended",
  "ip-not-allowed",
  "no-subscription",
  "subscription-pending",
  "subscription-suspended",
  "subscription-expired",
  "scope-missing",
  "rate-limited",
  "quota-exceeded",
  "internal-error",
  "unavailable",
];

/** Where no credential is looked at. */
const UNKNOWN_CALLER: readonly ProblemCode[] = ["invalid-input", "internal-error", "unavailable"];

const codesOf = (described: DescribedOperation): ReadonlySet<ProblemCode> => {
  const { route, operation, docs } = described;
  const repeatable = route.method === "POST" && operation.replay !== undefined;
  return new Set<ProblemCode>([
    ...(route.public ? UNKNOWN_CALLER : ALWAYS),
    ...(route.path.includes("{") ? (["not-found"] as const) : []),
    ...(route.method === "GET" ? [] : (["payload-too-large", "unsupported-media-type"] as const)),
    ...(changesExisting(described) ? (["revision-mismatch"] as const) : []),
    ...(repeatable ? (["idempotency-in-progress", "idempotency-conflict"] as const) : []),
    ...docs.refuses,
  ]);
};

const LIMITS = { RateLimit: header("RateLimit"), "RateLimit-Policy": header("RateLimitPolicy") };

const HEADERS_OF: Readonly<Record<number, Json>> = {
  401: { "WWW-Authenticate": header("WwwAuthenticate") },
  429: { "Retry-After": header("RetryAfter"), ...LIMITS },
  503: { "Retry-After": header("RetryAfter") },
};

const problemAnswer = (status: number, codes: readonly ProblemCode[]): Json => ({
  description: codes.map((code) => `\`${code}\`: ${problemTitle(code)}.`).join(" "),
  ...(HEADERS_OF[status] ? { headers: HEADERS_OF[status] } : {}),
  content: {
    "application/problem+json": {
      schema: {
        allOf: [{ $ref: "#/components/schemas/Problem" }],
        properties: { code: { description: "Which of the codes of this status it is.", enum: codes } },
      },
    },
  },
});

const byStatus = (codes: Iterable<ProblemCode>): Map<number, ProblemCode[]> =>
  Map.groupBy(codes, (code) => problemStatus(code));

/** The descriptions that are the same for every operation with this status. */
const NAMES: Readonly<Record<number, string>> = {
  400: "InvalidInput",
  401: "InvalidCredential",
  403: "Forbidden",
  404: "NotFound",
  412: "RevisionMismatch",
  413: "PayloadTooLarge",
  415: "UnsupportedMediaType",
  422: "IdempotencyConflict",
  429: "TooMany",
  500: "InternalError",
  503: "Unavailable",
};

const SHARED: readonly ProblemCode[] = [
  ...ALWAYS,
  "not-found",
  "revision-mismatch",
  "payload-too-large",
  "unsupported-media-type",
  "idempotency-conflict",
];

export const responseComponents = (): Record<string, Json> => ({
  ...Object.fromEntries(
    [...byStatus(SHARED)].flatMap(([status, codes]) => {
      const name = NAMES[status];
      return name === undefined ? [] : [[name, problemAnswer(status, codes)]];
    }),
  ),
  NotModified: {
    description: "The answer is still the one that `If-None-Match` names. There is no body.",
    headers: { ETag: header("ETag") },
  },
  Problem: {
    description:
      "A problem (RFC 9457). What stands before the operation may answer others than those that are named.",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  },
});

/** The answers of an operation by status; `default` is for refusals of API Gateway itself. */
export const answersOf = (described: DescribedOperation, components: ComponentSchemas): Json => ({
  [described.operation.status]: goodAnswer(described, components),
  ...(described.route.method === "GET" ? { 304: { $ref: "#/components/responses/NotModified" } } : {}),
  ...Object.fromEntries(
    [...byStatus(codesOf(described))].map(([status, codes]) => {
      const name = NAMES[status];
      return [
        status,
        name === undefined ? problemAnswer(status, codes) : { $ref: `#/components/responses/${name}` },
      ];
    }),
  ),
  default: { $ref: "#/components/responses/Problem" },
});

const goodAnswer = (
  { route, operation, docs }: DescribedOperation,
  { refer, docsOf }: ComponentSchemas,
): Json => {
  const { answer } = operation;
  const headers = {
    ...(answer && !docs.withoutTag ? { ETag: header("ETag") } : {}),
    ...(route.method === "POST" && operation.replay
      ? { "Idempotent-Replayed": header("IdempotentReplayed") }
      : {}),
    ...(docs.exportsLines ? { "X-Next-Cursor": header("NextCursor") } : {}),
    ...LIMITS,
  };
  if (!answer) return { description: "Done. There is no body.", headers };
  return {
    description: docsOf(answer)?.description ?? "Done.",
    headers,
    content: {
      "application/json": { schema: refer(answer, "answer") },
      ...(docs.exportsLines ? { "application/x-ndjson": { schema: { type: "string" } } } : {}),
    },
  };
};
