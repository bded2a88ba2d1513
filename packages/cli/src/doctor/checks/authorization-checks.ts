import { randomBytes } from "node:crypto";
import type { Check } from "../check/check.ts";
import { reached } from "../check/echo.ts";
import { judged, look } from "../check/finding.ts";
import type { Scene } from "../check/scene.ts";
import { seen } from "../check/seen.ts";
import { SIGNERS } from "../check/signer.ts";
import { issue } from "../stage/caller.ts";

const EGRESS = "docs/egress.md#headers-to-an-upstream";
const DROPPED =
  "`signatureEdge: true`, where AWS drops an Authorization that holds a Signature V4 from what reaches the gateway";

/** Where the gateway's role signs the calls, no other Authorization goes along. */
const ROLE_SIGNS = "the gateway's role signs the calls of this upstream: give --upstream";

/** A signature as another's upstream wants it. */
const THEIRS =
  "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/service/aws4_request, SignedHeaders=host, Signature=";

/** Whether the upstream sees this Authorization. */
const seenAsSent = (scene: Scene, headers: Record<string, string>, authorization: string | undefined) =>
  seen(scene, { headers }, (echo) => {
    const isThere = reached(echo, "authorization") === authorization;
    return judged(isThere, isThere ? "as it was sent" : "no such Authorization");
  });

/** Which Authorization reaches an upstream: the caller's own, or one that is the upstream's. */
export const AUTHORIZATION_CHECKS: readonly Check[] = [
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
      return seenAsSent(scene, headers, headers["authorization"]);
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
      return seenAsSent(scene, headers, authorization);
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
      return seenAsSent(scene, headers, authorization);
    },
  },
];
