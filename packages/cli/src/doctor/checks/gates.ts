import type { Claim } from "../check/check.ts";

/** What everything else builds on, in this order: where one is broken, nothing after it is asked. */
export const GATES = {
  "planes-answer": {
    id: "planes-answer",
    claim: "both planes answer anybody at /healthz",
    expected: "200 from both",
    remedy: "the addresses; the domain's certificate, its records and mappings",
    page: "docs/deploy.md",
  },
  "identity-source": {
    id: "identity-source",
    claim: "API Gateway asks the authorizer about every request, whatever headers it has",
    expected: "200 for a key in X-API-Key, without an Authorization",
    remedy:
      "`identitySource: context.httpMethod`, where API Gateway finds no context.extendedRequestId; --key, where it is another stage's",
    page: "docs/deploy.md#settings",
  },
  "admin-key": {
    id: "admin-key",
    claim: "the key is an admin's",
    expected: "200 from /v1/me, which says so",
    remedy: "--key; root's key is given by the function `root`",
    page: "docs/deploy.md",
  },
  "management-works": {
    id: "management-works",
    claim: "an admin makes a team, services, a consumer, a credential and a subscription",
    expected: "201 for each",
    remedy: "the log of the function that refused",
    page: "docs/api.md",
  },
  "first-call": {
    id: "first-call",
    claim: "a call with a key is forwarded to the service's upstream",
    expected: "200 from the upstream, in the consumer's name",
    remedy: "the gateway's log; the upstream has to be an address that the gateway reaches (--upstream)",
    page: "docs/doctor.md",
  },
} as const satisfies Record<string, Claim>;
export type GateId = keyof typeof GATES;

/** Asked at the end, whatever has come before. */
export const REMOVAL: Claim = {
  id: "removal",
  claim: "everything that the run made can be removed",
  expected: "nothing left",
  remedy: "run the doctor again: it removes what is left; or delete it in the portal",
  page: "docs/doctor.md",
};
