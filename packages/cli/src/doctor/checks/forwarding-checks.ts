import { randomBytes } from "node:crypto";
import { toldAnswer } from "../../http/problem.ts";
import type { Check } from "../check/check.ts";
import { admittedAs, type Echo, echoOf, reached } from "../check/echo.ts";
import { broken, type Finding, held, judged, look } from "../check/finding.ts";
import type { GatewayCall, Scene } from "../check/scene.ts";
import { SIGNERS } from "../check/signer.ts";
import { issue } from "../stage/caller.ts";

const EGRESS = "docs/egress.md#headers-to-an-upstream";
const DROPPED =
  "`signatureEdge: true`, where AWS drops an Authorization that holds a Signature V4 from what reaches the gateway";

/** Looks at what reached the upstream, once the call has. */
const seen = async (
  { call, caller }: Scene,
  sent: GatewayCall,
  judge: (echo: Echo) => Finding,
): Promise<Finding> => {
  const answer = await call(sent);
  const admitted = admittedAs(answer, caller);
  const echo = echoOf(answer);
  return admitted.outcome === "held" && echo ? judge(echo) : admitted;
};

/** Where the gateway's role signs the calls, no other Authorization goes along. */
const ROLE_SIGNS = "the gateway's role signs the calls of this upstream: give --upstream";

/** A signature as another's upstream wants it. */
const THEIRS =
  "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/service/aws4_request, SignedHeaders=host, Signature=";

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
    id: "credential-shown",
    claim: "with `hideCredential: false` the upstream sees the credential in its own place",
    expected: "the key in X-API-Key",
    remedy: "the gateway's log",
    page: EGRESS,
    run: async (scene) => {
      const fields = { type: "api-key", name: "doctor-shown", hideCredential: false };
      const key = (await issue(scene, scene.caller.id, fields)).secret("apiKey");
      return seen(scene, { headers: { "X-API-Key": key } }, (echo) => {
        const isThere = reached(echo, "x-api-key") === key;
        return judged(isThere, isThere ? "the key in X-API-Key" : "no key in X-API-Key");
      });
    },
  },
  {
    id: "aws4-shown",
    claim: "with `hideCredential: false` the upstream sees a Signature V4 in Authorization",
    expected: "the Authorization header as it was sent",
    remedy: DROPPED,
    page: EGRESS,
    run: async (scene) => {
      if (scene.upstream.auth) return look(ROLE_SIGNS);
      const fields = { type: "aksk", name: "doctor-aws4-shown", hideCredential: false };
      const credential = await issue(scene, scene.caller.id, fields);
      const pair = { accessKey: credential.secret("accessKey"), secretKey: credential.secret("secretKey") };
      const url = `${scene.addresses.gateway}/${scene.names.service}/`;
      const { headers } = await SIGNERS.aws4({ method: "GET", url }, pair, new Date(scene.now()));
      return seen(scene, { headers }, (echo) => {
        const isThere = reached(echo, "authorization") === headers["authorization"];
        return judged(isThere, isThere ? "as it was sent" : "no such Authorization");
      });
    },
  },
  {
    id: "upstream-authorization",
    claim: "an Authorization of the upstream's own goes on beside an API key",
    expected: "the Authorization header as it was sent",
    remedy: "send the upstream's Authorization with `Authorization-Type: apikey`",
    page: "docs/credentials.md#an-authorization-for-the-upstream",
    run: async (scene) => {
      if (scene.upstream.auth) return look(ROLE_SIGNS);
      const authorization = `Bearer doctor-${randomBytes(12).toString("hex")}`;
      const headers = { "X-API-Key": scene.caller.key, Authorization: authorization };
      return seen(scene, { headers }, (echo) => {
        const isThere = reached(echo, "authorization") === authorization;
        return judged(isThere, isThere ? "as it was sent" : "no such Authorization");
      });
    },
  },
  {
    id: "upstream-aws4",
    claim: "a Signature V4 for the upstream goes on beside an API key",
    expected: "the Authorization header as it was sent",
    remedy: DROPPED,
    page: "docs/credentials.md#an-authorization-for-the-upstream",
    run: async (scene) => {
      if (scene.upstream.auth) return look(ROLE_SIGNS);
      const authorization = `${THEIRS}${randomBytes(32).toString("hex")}`;
      const headers = {
        "X-API-Key": scene.caller.key,
        "Authorization-Type": "apikey",
        Authorization: authorization,
      };
      return seen(scene, { headers }, (echo) => {
        const isThere = reached(echo, "authorization") === authorization;
        return judged(isThere, isThere ? "as it was sent" : "no such Authorization");
      });
    },
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
