import { CONTROL_API } from "@latchkey/functions/routes/control-api";
import * as z from "zod/mini";
import { jsonIn, numberIn, type Variable } from "./settings-environment.ts";

const upTo = (most: number) => {
  const told = `a whole number from 0 to ${most}`;
  return z.int(told).check(z.minimum(0, told), z.maximum(most, told));
};
const concurrency = upTo(10_000);
const rate = upTo(100_000);
const atLeastOne = z.int().check(z.minimum(1), z.maximum(100_000));

/** Requests a second over a while, and how many may come at once: what a token bucket of API Gateway is filled with and holds. */
export interface Throttle {
  rate: number;
  burst: number;
}

const Throttles = z.record(z.string(), z.strictObject({ rate: atLeastOne, burst: atLeastOne }));

/** How much of the account's concurrency and of its requests a second this stage may take from everything beside it. */
export const isolationFields = {
  /** How many authorizers run at once: set aside for them, and no more. 0: neither. */
  authorizerConcurrency: concurrency,
  /** How many gateways run at once, each for as long as its upstream's answer takes. */
  gatewayConcurrency: concurrency,
  /** Of each route of the gateway, requests a second and at once. 0 requests a second: the account's throttle alone. */
  gatewayRate: rate,
  gatewayBurst: rate,
  /** Of each method of the management API, the same. */
  controlRate: rate,
  controlBurst: rate,
  /** Of single methods of the management API, like `POST /v1/verify`, in place of `controlRate` and `controlBurst`. */
  methodThrottles: Throttles,
};
type Isolation = z.infer<z.ZodMiniObject<typeof isolationFields>>;

/** Half of what a new account of the usual size has: 1,000 functions at once, 10,000 requests a second, 5,000 at once. */
export const ISOLATION_DEFAULTS: Isolation = {
  authorizerConcurrency: 100,
  gatewayConcurrency: 500,
  gatewayRate: 5000,
  gatewayBurst: 2500,
  controlRate: 50,
  controlBurst: 100,
  methodThrottles: {},
};

export const isolationVariables = {
  authorizerConcurrency: numberIn("LATCHKEY_AUTHORIZER_CONCURRENCY"),
  gatewayConcurrency: numberIn("LATCHKEY_GATEWAY_CONCURRENCY"),
  gatewayRate: numberIn("LATCHKEY_GATEWAY_RATE"),
  gatewayBurst: numberIn("LATCHKEY_GATEWAY_BURST"),
  controlRate: numberIn("LATCHKEY_CONTROL_RATE"),
  controlBurst: numberIn("LATCHKEY_CONTROL_BURST"),
  methodThrottles: jsonIn("LATCHKEY_METHOD_THROTTLES"),
} satisfies Record<keyof typeof isolationFields, Variable>;

/** Anybody can call these, and each reads the table. */
const BY_LINK: Throttle = { rate: 10, burst: 20 };
const OPEN: Throttle = { rate: 20, burst: 40 };
/** Each hashes a password (argon2id) or makes a key pair. */
const COSTLY: Throttle = { rate: 10, burst: 20 };

/** Methods that are asked far more or far less often than the others. */
const METHODS: Readonly<Record<string, Throttle>> = {
  // A provider's own program asks for each of its calls.
  "POST /v1/verify": { rate: 1000, burst: 2000 },
  // Every client that starts asks for a token, and so does who floods it with wrong secrets.
  "POST /oauth2/token": { rate: 1000, burst: 2000 },
  "POST /oauth2/revoke": { rate: 100, burst: 200 },
  "GET /approvals/{token}": BY_LINK,
  "POST /approvals/{token}": BY_LINK,
  "GET /announcements/{token}": BY_LINK,
  "POST /announcements/{token}": BY_LINK,
  "GET /invitations/{token}": BY_LINK,
  "POST /invitations/{token}": BY_LINK,
  // Anybody can ask; answers are remembered for a minute.
  "GET /v1/public/catalog": OPEN,
  "GET /v1/public/catalog/{service}": OPEN,
  "GET /v1/public/catalog/{service}/openapi.json": OPEN,
  "GET /.well-known/api-catalog": OPEN,
  // Anybody can report leaks, many of them in one request.
  "POST /v1/leaks": OPEN,
  "POST /v1/leaks/github": OPEN,
  "POST /v1/consumers/{consumer}/credentials": COSTLY,
  "POST /v1/consumers/{consumer}/credentials/{credential}/rotate": COSTLY,
  // Reads a whole chain.
  "GET /v1/audit/verify": { rate: 1, burst: 5 },
};

/** The methods of the management API that have a throttle of their own; `HEAD` has that of its `GET`. */
export const methodThrottles = ({
  controlRate,
  methodThrottles: given,
}: Isolation): Map<string, Throttle> => {
  const own = { ...(controlRate > 0 ? METHODS : {}), ...given };
  return new Map(
    CONTROL_API.flatMap(({ method, path }) => {
      const found = own[`${method} ${path}`] ?? (method === "HEAD" ? own[`GET ${path}`] : undefined);
      return found ? [[`${method} ${path}`, found] as const] : [];
    }),
  );
};

export const isolationContradictions = (isolation: Isolation): string[] => {
  const known = new Set(CONTROL_API.map(({ method, path }) => `${method} ${path}`));
  const unknown = Object.keys(isolation.methodThrottles).filter((method) => !known.has(method));
  return [
    ...(unknown.length === 0
      ? []
      : [`methodThrottles names no method of the management API: ${unknown.join(", ")}.`]),
    ...(["gateway", "control"] as const)
      .filter((plane) => isolation[`${plane}Rate`] > 0 && isolation[`${plane}Burst`] === 0)
      .map((plane) => `${plane}Burst of 0 would let nothing through: give 1 and more, or ${plane}Rate 0.`),
  ];
};
