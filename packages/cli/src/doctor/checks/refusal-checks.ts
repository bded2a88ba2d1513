import { randomBytes } from "node:crypto";
import { problemOf, toldAnswer } from "../../http/problem.ts";
import type { Check } from "../check/check.ts";
import { admittedAs } from "../check/echo.ts";
import { broken, held, judged } from "../check/finding.ts";
import { refusedAs } from "../check/refusal.ts";
import { issue, makeCaller, makeConsumer } from "../stage/caller.ts";

const RESPONSES =
  "the gateway responses of the API `Gateway` (packages/functions/src/routes/gateway-responses.ts)";
const page = "docs/problems.md";
/** Above what a method's ARN takes. */
const LONG_PATH = 1600;
const CALLS = 2;
const PERIOD_SECONDS = 60;

export const REFUSAL_CHECKS: readonly Check[] = [
  {
    id: "no-credential",
    claim: "a call without a credential is refused with a challenge",
    expected: "401 invalid-credential with WWW-Authenticate",
    remedy: RESPONSES,
    page: "docs/problems.md#invalid-credential",
    run: async ({ call }) => {
      const answer = await call({});
      const finding = refusedAs(answer, 401, "invalid-credential");
      if (finding.outcome !== "held") return finding;
      const challenge = answer.headers.get("www-authenticate") ?? "";
      return judged(
        /\bBearer\b/.test(challenge),
        challenge ? finding.actual : "401 without WWW-Authenticate",
      );
    },
  },
  {
    id: "wrong-key",
    claim: "a key that is none is refused, and reads like none at all",
    expected: "401 invalid-credential",
    remedy: RESPONSES,
    page: "docs/problems.md#invalid-credential",
    run: async ({ call }) => {
      const key = randomBytes(24).toString("base64url");
      return refusedAs(await call({ headers: { "X-API-Key": key } }), 401, "invalid-credential");
    },
  },
  {
    id: "no-subscription",
    claim: "a consumer without a subscription is told so",
    expected: "403 no-subscription with a detail",
    remedy: `${RESPONSES}: $context.authorizer.code in ACCESS_DENIED`,
    page: "docs/problems.md#no-subscription",
    run: async (scene) => {
      const consumer = await makeConsumer(scene, scene.names.team, scene.names.consumer("stranger"));
      const key = (await issue(scene, consumer, { type: "api-key" })).secret("apiKey");
      const answer = await scene.call({ headers: { "X-API-Key": key } });
      const finding = refusedAs(answer, 403, "no-subscription");
      return finding.outcome === "held" && !problemOf(answer)?.detail
        ? broken("403 without a detail")
        : finding;
    },
  },
  {
    id: "verdict-for-each",
    claim: "API Gateway keeps no verdict for another caller",
    expected: "two consumers in turn, each in its own name",
    remedy: "authorizerResultTtlInSeconds 0 of both authorizers (infra/planes.ts)",
    page: "docs/authorizer.md",
    run: async (scene) => {
      const { team, service, consumer } = scene.names;
      const other = await makeCaller(scene, { team, service, name: consumer("other") });
      for (const caller of [scene.caller, other, scene.caller]) {
        const finding = admittedAs(await scene.call({ headers: { "X-API-Key": caller.key } }), caller);
        if (finding.outcome !== "held") return finding;
      }
      return held("each in its own name");
    },
  },
  {
    id: "source-address",
    claim: "the authorizer knows the caller's address",
    expected: "403 ip-not-allowed for a key that only 203.0.113.1 may use",
    remedy: "what stands in front of the gateway: it has to leave the client's address in place",
    page: "docs/credentials.md#rotate-restrict-revoke",
    run: async (scene) => {
      const fields = { type: "api-key", name: "doctor-elsewhere", allowedIps: ["203.0.113.1"] };
      const key = (await issue(scene, scene.caller.id, fields)).secret("apiKey");
      return refusedAs(await scene.call({ headers: { "X-API-Key": key } }), 403, "ip-not-allowed");
    },
  },
  {
    id: "target-too-long",
    claim: "a path that is too long is refused, and the limit is named",
    expected: "414 target-too-long; without a firewall 400 invalid-input",
    remedy: "`requestsPerAddress` above 0: the firewall answers 414 where API Gateway does not",
    page: "docs/http.md#what-api-gateway-answers-itself",
    run: async ({ call, caller }) => {
      const answer = await call({ path: `/${"a".repeat(LONG_PATH)}`, headers: { "X-API-Key": caller.key } });
      const isPlain = refusedAs(answer, 400, "invalid-input").outcome === "held";
      return isPlain ? judged(true, "400 invalid-input") : refusedAs(answer, 414, "target-too-long");
    },
  },
  {
    id: "rate-limit",
    claim: "a call above a consumer's limit is refused, and each answer says what is left",
    expected: `200 with RateLimit ${CALLS} times, then 429 rate-limited with RateLimit and Retry-After`,
    remedy:
      "the table's permissions of the function `gateway`; `whenCountersFail` of a service decides meanwhile",
    page: "docs/limits.md",
    run: async (scene) => {
      const { team, service, consumer } = scene.names;
      const limited = await makeCaller(scene, { team, service, name: consumer("limited") });
      const limit = { count: CALLS, periodSeconds: PERIOD_SECONDS, mode: "strict" };
      await scene.admin.do("PUT", `/v1/consumers/${limited.id}/plugins/rate-limit`, limit);
      const headers = { "X-API-Key": limited.key };
      for (let calls = 1; calls <= CALLS; calls += 1) {
        const answer = await scene.call({ headers });
        if (answer.status !== 200) return broken(`${toldAnswer(answer)} at call ${calls}`);
        if (!answer.headers.has("ratelimit")) return broken(`200 without RateLimit at call ${calls}`);
      }
      const answer = await scene.call({ headers });
      const finding = refusedAs(answer, 429, "rate-limited");
      const missing = ["ratelimit", "ratelimit-policy", "retry-after"].filter(
        (name) => !answer.headers.has(name),
      );
      return finding.outcome === "held" && missing.length > 0 ? broken(`429 without ${missing}`) : finding;
    },
  },
  {
    id: "problem-documents",
    claim: "paths that are none are answered with a problem document on both planes",
    expected: "404 not-found on the control plane, 401 invalid-credential on the gateway",
    remedy: "the gateway responses of both APIs",
    page,
    run: async ({ admin, call }) => {
      const control = await admin.ask("GET", "/v1/doctor");
      const gateway = await call({ service: "doctor", path: "/none" });
      const isSo =
        refusedAs(control, 404, "not-found").outcome === "held" &&
        refusedAs(gateway, 401, "invalid-credential").outcome === "held";
      return judged(isSo, `${toldAnswer(control)}, ${toldAnswer(gateway)}`);
    },
  },
];
