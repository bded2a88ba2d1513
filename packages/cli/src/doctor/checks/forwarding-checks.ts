import { toldAnswer } from "../../http/problem.ts";
import type { Check } from "../check/check.ts";
import { reached } from "../check/echo.ts";
import { broken, held, judged } from "../check/finding.ts";
import { seen } from "../check/seen.ts";

const EGRESS = "docs/egress.md#headers-to-an-upstream";

export const FORWARDING_CHECKS: readonly Check[] = [
  {
    id: "identity-headers",
    claim: "the upstream is told who calls, and nobody else can say it",
    expected: "the consumer's, credential's and subscription's ids, and no header that the client made up",
    remedy: "the gateway's log; until it holds, no upstream may trust these headers",
    page: EGRESS,
    run: (scene) => {
      const { id, name, credential, subscription, key } = scene.caller;
      const forged = { "X-Consumer-Id": "forged", "X-Consumer-Role": "forged", "X-Plan": "forged" };
      return seen(scene, { headers: { "X-API-Key": key, ...forged } }, (echo) => {
        const wanted = {
          "x-consumer-id": id,
          "x-consumer-name": name,
          "x-credential-id": credential,
          "x-subscription-id": subscription,
          "x-consumer-role": undefined,
          "x-plan": "",
        };
        const wrong = Object.entries(wanted).filter(([header, value]) => reached(echo, header) !== value);
        const absent = ["x-request-id", "x-forwarded-for", "x-forwarded-host"].filter(
          (header) => !reached(echo, header),
        );
        const names = [...wrong.map(([header]) => header), ...absent];
        return names.length > 0
          ? broken(`other than it should be: ${names.join(", ")}`)
          : held("as expected");
      });
    },
  },
  {
    id: "credential-hidden",
    claim: "the upstream never sees the credential",
    expected: "no header with the key",
    remedy: "rotate the key; the gateway's log",
    page: EGRESS,
    run: (scene) =>
      seen(scene, { headers: { "X-API-Key": scene.caller.key } }, (echo) => {
        const isThere = JSON.stringify(echo).includes(scene.caller.key);
        return judged(!isThere, isThere ? "the key reached the upstream" : "no header with the key");
      }),
  },
  {
    id: "query-kept",
    claim: "a query reaches the upstream with its meaning",
    expected: "each value as it was meant",
    remedy: "send such values in a body",
    page: "docs/http.md#methods-and-messages",
    run: (scene) => {
      const meant = { plus: "a+b", percent: "100%25", space: "a b", letters: "ä€", empty: "" };
      const path = `/?plus=a%2Bb&percent=100%2525&space=a%20b&letters=%C3%A4%E2%82%AC&empty=`;
      return seen(scene, { path, headers: { "X-API-Key": scene.caller.key } }, ({ query }) => {
        const wrong = Object.entries(meant).filter(([name, value]) => query[name] !== value);
        return judged(
          wrong.length === 0,
          wrong.length === 0 ? "as meant" : `other: ${wrong.map(([name]) => name)}`,
        );
      });
    },
  },
  {
    id: "upstream-status",
    claim: "a status of the upstream is passed on as it is",
    expected: "418",
    remedy: "the gateway's log",
    page: "docs/http.md",
    run: async ({ call, caller }) => {
      const answer = await call({ path: "/?status=418", headers: { "X-API-Key": caller.key } });
      return judged(answer.status === 418, String(answer.status));
    },
  },
  {
    id: "method-override",
    claim: "X-HTTP-Method-Override changes no method",
    expected: "GET at the upstream, without the header",
    remedy: "the gateway's log; until it holds, let no service trust its scopes' methods",
    page: EGRESS,
    run: (scene) => {
      const headers = { "X-API-Key": scene.caller.key, "X-HTTP-Method-Override": "DELETE" };
      return seen(scene, { headers }, (echo) => {
        const isHidden = reached(echo, "x-http-method-override") === undefined;
        return judged(
          echo.method === "GET" && isHidden,
          `${echo.method}, ${isHidden ? "without" : "with"} the header`,
        );
      });
    },
  },
  {
    id: "head-and-options",
    claim: "HEAD is answered without a body, and OPTIONS by the gateway",
    expected: "200 without a body, 204",
    remedy: "the routes of the API `Gateway`",
    page: "docs/http.md#methods-and-messages",
    run: async ({ call, caller }) => {
      const head = await call({ method: "HEAD", headers: { "X-API-Key": caller.key } });
      const options = await call({ method: "OPTIONS" });
      const isSo = head.status === 200 && head.body.length === 0 && options.status === 204;
      return judged(isSo, `${toldAnswer(head)} with ${head.body.length} bytes, ${toldAnswer(options)}`);
    },
  },
];
