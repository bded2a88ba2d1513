import { type Disturbance, pairsOf, without } from "./faulty-stage.fixture.ts";
import {
  headerOf,
  isProblem,
  json,
  lacking,
  MEBIBYTE,
  notSent,
  onGateway,
} from "./passing-changes.fixture.ts";

/** One claim that a stage breaks, and what the doctor has to say of it. */
export interface Fault {
  name: string;
  disturbance: Disturbance;
  /** Exactly the checks, of those that are asked, that name it. */
  broken: readonly string[];
  /** Checks that the fault does not concern. */
  held: readonly string[];
}

/** The first key that each service was called with. */
const firstKeys = new Map<string, string>();

export const FAULTS: readonly Fault[] = [
  {
    name: "no mail is delivered",
    disturbance: { instead: ({ target }) => (target === "/_local/inbox.json" ? json(200, []) : undefined) },
    broken: ["mail-arrives", "approval-by-link"],
    held: ["approval-by-api"],
  },
  {
    name: "a removed credential goes on working",
    disturbance: {
      instead: ({ method, target }) =>
        method === "DELETE" && target.includes("/credentials/")
          ? { status: 204, headers: [], body: Buffer.alloc(0) }
          : undefined,
    },
    broken: ["revocation"],
    held: ["suspension"],
  },
  {
    name: "large bodies are cut",
    disturbance: onGateway((call) => ({ ...call, body: call.body.subarray(0, MEBIBYTE) })),
    broken: ["body-large", "body-over-limit", "body-over-lambda"],
    held: ["aws4-body", "upstream-status"],
  },
  {
    name: "a query is decoded twice",
    disturbance: onGateway((call) => ({ ...call, target: call.target.replaceAll("%25", "%") })),
    broken: ["query-kept"],
    held: ["key-in-query", "aws4-presigned"],
  },
  {
    name: "gateway responses are not customised",
    disturbance: {
      answer: (answer) => (isProblem(answer) ? json(answer.status, { message: null }) : answer),
    },
    broken: ["no-credential", "wrong-key", "no-subscription", "problem-documents"],
    held: ["key-in-header"],
  },
  {
    name: "a 401 has no challenge",
    disturbance: lacking("www-authenticate"),
    broken: ["no-credential"],
    held: ["wrong-key"],
  },
  {
    name: "the answers do not say what is left",
    disturbance: lacking("ratelimit"),
    broken: ["rate-limit"],
    held: ["upstream-status"],
  },
  {
    name: "Authorization is dropped in front of the gateway",
    disturbance: notSent("authorization"),
    broken: ["key-as-bearer", "basic", "jwt-public-key", "aws4", "gateway-hmac", "upstream-authorization"],
    held: ["key-in-header", "aws4-presigned", "rfc9421"],
  },
  {
    name: "cookies are dropped",
    disturbance: notSent("cookie"),
    broken: ["key-in-cookie"],
    held: ["key-in-query"],
  },
  {
    name: "the digest of a body is dropped with its header",
    disturbance: onGateway((call) => ({ ...call, headers: without(call.headers, "content-digest") })),
    broken: ["rfc9421-body"],
    held: ["rfc9421", "apisix-body"],
  },
  {
    name: "queries are dropped",
    disturbance: onGateway((call) => ({ ...call, target: call.target.replace(/\?.*/, "") })),
    broken: ["key-in-query", "aws4", "aws4-presigned", "query-kept", "upstream-status"],
    held: ["key-in-header"],
  },
  {
    name: "the verdict on the first caller is kept for all",
    disturbance: onGateway((call) => {
      const key = headerOf(call, "x-api-key");
      const service = call.target.split(/[/?]/, 2)[1] ?? "";
      const first = firstKeys.get(service) ?? key;
      if (key === "") return call;
      firstKeys.set(service, first);
      return { ...call, headers: [...without(call.headers, "x-api-key"), "X-API-Key", first] };
    }),
    broken: ["wrong-key", "no-subscription", "verdict-for-each"],
    held: ["no-credential", "identity-headers"],
  },
  {
    name: "an upstream's answer is cut off after 29 seconds",
    disturbance: {
      instead: ({ target }) =>
        target.includes("delay=35000") ? json(504, { message: "Endpoint request timed out" }) : undefined,
    },
    broken: ["upstream-slow"],
    held: ["cold-start"],
  },
  {
    name: "answers come whole, and are bounded",
    disturbance: { answer: (answer) => (answer.body.length > 6 * MEBIBYTE ? json(502, {}) : answer) },
    broken: ["answer-streams", "answer-large"],
    held: ["upstream-timeout"],
  },
  {
    name: "nothing is read from the streams and the logs",
    disturbance: {
      instead: ({ target }) => (/^\/v1\/(?:audit|usage)/.test(target) ? json(200, { items: [] }) : undefined),
    },
    broken: ["audit-follows", "usage-counted"],
    held: ["functions-answer"],
  },
  {
    name: "a function may not read the table",
    disturbance: {
      instead: ({ target }) => (target.startsWith("/v1/dead-letters") ? json(500, {}) : undefined),
    },
    broken: ["functions-answer"],
    held: ["verify-answers"],
  },
  {
    name: "the stage's clock is an hour ahead",
    disturbance: {
      answer: (answer) => ({
        ...answer,
        headers: [...without(answer.headers, "date"), "Date", new Date(Date.now() + 3_600_000).toUTCString()],
      }),
    },
    broken: ["clock"],
    held: ["key-in-header"],
  },
  {
    name: "the portal has no policy for its content",
    disturbance: lacking("content-security-policy"),
    broken: ["portal-headers"],
    held: ["sign-in"],
  },
  {
    name: "headers that a client made up reach the upstream, those that say who calls do not",
    disturbance: {
      answer: (answer) =>
        headerOf(answer, "content-type").startsWith("application/json")
          ? {
              ...answer,
              headers: without(answer.headers, "content-length"),
              body: Buffer.from(answer.body.toString().replace('"x-plan":""', '"x-plan":"forged"')),
            }
          : answer,
    },
    broken: ["identity-headers"],
    held: ["credential-hidden"],
  },
  {
    name: "nothing that it does not promise: header names in another case",
    disturbance: {
      call: (call) => ({
        ...call,
        headers: pairsOf(call.headers).flatMap(([name, value]) => [name.toUpperCase(), value]),
      }),
      answer: (answer) => ({
        ...answer,
        headers: pairsOf(answer.headers).flatMap(([name, value]) => [name.toLowerCase(), value]),
      }),
    },
    broken: [],
    held: [
      "no-credential",
      "rate-limit",
      "aws4-body",
      "apisix",
      "rfc9421-body",
      "identity-headers",
      "portal-headers",
    ],
  },
];
