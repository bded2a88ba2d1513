import type { Scripted } from "./fault-server.fixture.ts";

const found = { Responses: { things: [{ pk: { S: "a" }, n: { N: "7" } }] }, UnprocessedKeys: {} };
const OK: Scripted = { status: 200, body: found };
const fault = (name: string, status = 400, headers: Record<string, string> = {}): Scripted => ({
  status,
  headers,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: "because" },
});
const dated = (offset: number) => ({ date: new Date(Date.now() + offset).toUTCString() });
const HOUR = 3_600_000;
const HTML = "<html>Bad gateway</html>";

const FAULTS_OF_CALLERS = [
  "ValidationException",
  "ResourceNotFoundException",
  "AccessDeniedException",
  "UnrecognizedClientException",
  "ExpiredTokenException",
  "IncompleteSignatureException",
  "MissingAuthenticationTokenException",
  "SerializationException",
  "ItemCollectionSizeLimitExceededException",
  "TransactionConflictException",
  "ConditionalCheckFailedException",
  "UnknownOperationException",
];
const THROTTLES = [
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "Throttling",
  "ThrottledException",
  "RequestLimitExceeded",
  "RequestThrottledException",
  "LimitExceededException",
  "TooManyRequestsException",
  "TransactionInProgressException",
];

/** What happens to the attempts of one request, in order; the last one is repeated. */
export const FAULTS: readonly (readonly [name: string, script: readonly Scripted[]])[] = [
  ["an answer", [OK]],
  ["an empty answer", [{ status: 200, body: "" }]],
  [
    "keys that are left out",
    [{ status: 200, body: { ...found, UnprocessedKeys: { things: { Keys: [] } } } }],
  ],
  // Kill.
  ["a connection that is cut once", ["cut", OK]],
  ["a connection that is cut twice", ["cut", "cut", OK]],
  ["a connection that is cut each time", ["cut"]],
  ["a head without a body, once", ["cut-after-head", OK]],
  ["a head without a body each time", ["cut-after-head"]],
  ["half a body, once", ["cut-in-body", OK]],
  ["half a body each time", ["cut-in-body"]],
  // Partition.
  ["silence once", ["silence", OK]],
  ["silence each time", ["silence"]],
  ...[500, 502, 503, 504].flatMap((status) => [
    [`${status} once`, [fault("InternalServerError", status), OK]] as const,
    [`${status} each time`, [fault("InternalServerError", status)]] as const,
    [`${status} of a proxy, as HTML`, [{ status, body: HTML }]] as const,
  ]),
  ["501", [fault("NotImplemented", 501)]],
  ["503 without a body", [{ status: 503, body: "" }]],
  ["a server that names no error", [{ status: 500, body: {} }]],
  ["a redirect", [{ status: 307, headers: { location: "http://127.0.0.1:1/" }, body: "" }]],
  ["a kill, then throttling, then an answer", ["cut", fault("ThrottlingException"), OK]],
  // Throttling.
  ...THROTTLES.map((name) => [`${name} each time`, [fault(name)]] as const),
  ["throttling once", [fault("ThrottlingException"), OK]],
  ["429 without a name", [{ status: 429, body: {} }]],
  [
    "throttling that a header names",
    [{ status: 400, body: {}, headers: { "x-amzn-errortype": "ThrottlingException:http://x" } }],
  ],
  // Clocks.
  [
    "a clock that is late, which the answer corrects",
    [fault("InvalidSignatureException", 400, dated(HOUR)), OK],
  ],
  [
    "a clock that is early, which the answer corrects",
    [fault("InvalidSignatureException", 400, dated(-HOUR)), OK],
  ],
  ["a skewed clock that another name tells", [fault("RequestTimeTooSkewed", 403, dated(HOUR)), OK]],
  ["a wrong signature at the right time", [fault("InvalidSignatureException", 400, dated(0))]],
  [
    "a signature that expired",
    [
      {
        status: 400,
        headers: dated(0),
        body: { __type: "InvalidSignatureException", message: "Signature expired: a is now earlier than b" },
      },
      OK,
    ],
  ],
  [
    "an aged answer, which corrects nothing",
    [fault("InvalidSignatureException", 400, { ...dated(HOUR), age: "9" })],
  ],
  ["a date that is none", [fault("InvalidSignatureException", 400, { date: "tomorrow" })]],
  ["a clock that is corrected and stays refused", [fault("AccessDeniedException", 400, dated(HOUR))]],
  // Refusals and bugs.
  ...FAULTS_OF_CALLERS.map((name) => [name, [fault(name)]] as const),
  ["a name without a namespace", [{ status: 400, body: { __type: "ValidationException" } }]],
  [
    "a name with an address behind it",
    [{ status: 400, body: { __type: "a.b#ValidationException:http://internal.amazon.com/coral/x/" } }],
  ],
  ["a name in code", [{ status: 400, body: { code: "ValidationException", Message: "because" } }]],
  ["a refusal that is no JSON", [{ status: 403, body: HTML }]],
  ["an answer that is no JSON", [{ status: 200, body: HTML }]],
  ["418", [fault("Teapot", 418)]],
];
