import * as z from "zod/mini";
import { exchange } from "../../http/exchange.ts";
import { jsonBody } from "../../http/json-body.ts";
import { toldAnswer } from "../../http/problem.ts";
import type { Check } from "../check/check.ts";
import { broken, judged } from "../check/finding.ts";
import { poll } from "../check/poll.ts";
import type { Scene } from "../check/scene.ts";

/** One path for each function of the management API. */
const readsOf = ({ names, caller }: Scene): readonly string[] => [
  "/v1/me",
  "/v1/people",
  "/v1/teams",
  `/v1/services/${names.service}`,
  `/v1/consumers/${caller.id}`,
  `/v1/consumers/${caller.id}/credentials`,
  `/v1/consumers/${caller.id}/plugins`,
  `/v1/consumers/${caller.id}/refusals`,
  `/v1/subscriptions/${caller.subscription}`,
  `/v1/teams/${names.team}/webhooks`,
  `/v1/usage?consumer=${caller.id}`,
  `/v1/audit?team=${names.team}`,
  "/v1/catalog",
  "/v1/issuers",
  "/v1/plugins",
  "/v1/dead-letters",
  "/v1/openapi.json",
];

const Audit = z.object({ items: z.array(z.object({ action: z.string() })) });
const Usage = z.object({ items: z.array(z.object({ calls: z.number() })) });

/** Milliseconds: signatures allow five minutes. */
const MAX_CLOCKS_APART = 60_000;

export const STAGE_CHECKS: readonly Check[] = [
  {
    id: "clock",
    claim: "this machine's clock is the stage's",
    expected: `less than ${MAX_CLOCKS_APART / 1000} s apart`,
    remedy: "this machine's clock: signatures and tokens carry its time",
    page: "docs/problems.md#invalid-credential",
    run: async ({ addresses, signal }) => {
      const answer = await exchange({ url: `${addresses.gateway}/healthz` }, signal);
      const apart = Math.abs(Date.now() - Date.parse(answer.headers.get("date") ?? ""));
      return judged(apart < MAX_CLOCKS_APART, `${(apart / 1000).toFixed(1)} s apart`);
    },
  },
  {
    id: "functions-answer",
    claim: "every function of the management API may read what it needs",
    expected: "200 from each",
    remedy: "the function's role and its log: IAM refuses what the table of permissions lists",
    page: "docs/deploy.md#what-it-makes",
    run: async (scene) => {
      const paths = readsOf(scene);
      const answers = await Promise.all(paths.map((path) => scene.admin.ask("GET", path)));
      const wrong = answers.flatMap((answer, at) =>
        answer.status === 200 ? [] : [`${toldAnswer(answer)} for ${paths[at]?.split("?", 1)[0]}`],
      );
      return judged(wrong.length === 0, wrong.length === 0 ? `200 from ${paths.length}` : wrong.join("; "));
    },
  },
  {
    id: "verify-answers",
    claim: "`POST /v1/verify` gives the authorizer's verdict",
    expected: "allowed: true for the run's key",
    remedy: "the log of the function `verify`",
    page: "docs/authorizer.md",
    run: async ({ admin, names, caller }) => {
      const headers = { "x-api-key": caller.key };
      const answer = await admin.ask("POST", "/v1/verify", {
        service: names.service,
        method: "GET",
        path: "/",
        headers,
      });
      const verdict = z.object({ allowed: z.boolean() }).safeParse(jsonBody(answer.body));
      return judged(
        verdict.success && verdict.data.allowed,
        verdict.success ? `allowed: ${verdict.data.allowed}` : toldAnswer(answer),
      );
    },
  },
  {
    id: "audit-follows",
    isLong: true,
    claim: "the audit follows the table's stream",
    expected: "the run's team in the audit",
    remedy: "the stream's mapping of the function `append-audit`, and its dead letters",
    page: "docs/operations.md",
    run: async ({ admin, names, patienceSeconds, signal }) => {
      const path = `/v1/audit?team=${names.team}`;
      const entries = await poll(
        async () => Audit.parse(await admin.do("GET", path)).items.length || undefined,
        patienceSeconds * 1000,
        signal,
      );
      return entries === undefined
        ? broken(`no entry within ${patienceSeconds} s`)
        : judged(true, "the run's team in the audit");
    },
  },
  {
    id: "usage-counted",
    isLong: true,
    claim: "calls are counted from the gateway's log",
    expected: "the run's calls in the usage",
    remedy: "the subscriptions of the log groups, `ingestConcurrency`, the function `ingest`",
    page: "docs/operations.md",
    run: async ({ admin, caller, patienceSeconds, signal }) => {
      const path = `/v1/usage?consumer=${caller.id}`;
      const counted = await poll(
        async () => {
          const { items } = Usage.parse(await admin.do("GET", path));
          return items.reduce((sum, { calls }) => sum + calls, 0) || undefined;
        },
        patienceSeconds * 1000,
        signal,
      );
      return judged(
        counted !== undefined,
        counted === undefined ? `no call within ${patienceSeconds} s` : `${counted} calls so far`,
      );
    },
  },
];
