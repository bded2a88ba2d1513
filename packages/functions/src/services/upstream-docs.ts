import { ServicePatch } from "@latchkey/core/service/service-input";
import { UpstreamInput, UpstreamKeyInput } from "@latchkey/core/service/upstream-input";
import { IamScope } from "@latchkey/core/stage/iam-upstream";
import { answerObject, inner, requestObject, type SchemaDocs, vocabulary } from "../http/documented.ts";
import { ServiceView } from "./service-view.ts";

const UPSTREAM = {
  url: "An http or https address. The rest of a call's path is joined to it. Deployed, it is https, and not a private address unless the stage allows that to the team.",
  timeoutSeconds: "How long the gateway waits for the answer to begin.",
  keys: "Keys that the upstream takes, of which each call carries one. The gateway takes turns by their weights, and lets one rest that is answered 401 or 429. Absent: none.",
  auth: "How calls are signed on their way to the upstream. Absent: they are not. A stage that does not grant it to the service's team for this address refuses it.",
} as const;
const KEY = {
  name: "The key's name, for people and for later changes.",
  weight: "Its share of the calls, 1 to 100.",
} as const;
const HEADERS =
  "Headers that every call carries to the upstream, such as its own key. Their values are write-only.";
const AUTH = {
  iam: "With the gateway's role, as AWS Signature Version 4 has it. A caller's own `Authorization` and `X-Amz-*` headers are not sent along.",
} as const;
const IAM = {
  service: "The service of the signature's scope: `lambda` for function URLs.",
  region: "The region of the signature's scope.",
} as const;
const IAM_EXAMPLE = { service: "lambda", region: "eu-central-1" } as const;

export const upstreamSchemas: readonly SchemaDocs[] = [
  vocabulary("SignedService", IamScope.shape.service, "A service of AWS whose requests the gateway signs."),
  answerObject("Upstream", ServiceView.shape.upstream, {
    description: "Where the calls of a service go.",
    properties: {
      ...UPSTREAM,
      headerNames: "The names of the headers that are added. Their values are not shown.",
    },
  }),
  answerObject("UpstreamAuth", inner(ServiceView.shape.upstream.shape.auth), {
    description: "How calls are signed on their way to the upstream.",
    properties: AUTH,
  }),
  answerObject("UpstreamSignature", inner(ServiceView.shape.upstream.shape.auth).shape.iam, {
    description: "The scope of a signature.",
    properties: IAM,
    example: IAM_EXAMPLE,
  }),
  answerObject("UpstreamKey", inner(ServiceView.shape.upstream.shape.keys), {
    description: "One of several keys of an upstream.",
    properties: {
      ...KEY,
      headerNames: "The names of the headers that carry it. Their values are not shown.",
    },
    example: { name: "first", weight: 1, headerNames: ["authorization"] },
  }),
  requestObject("UpstreamKeyInput", UpstreamKeyInput, {
    description: "One of several keys of an upstream.",
    properties: {
      ...KEY,
      headers:
        "The headers that carry it. Absent: those that are stored under this name. They are write-only.",
    },
    example: { name: "first", weight: 2, headers: { Authorization: "Bearer sk-example" } },
  }),
  requestObject("UpstreamInput", UpstreamInput, {
    description: "Where the calls of a service go.",
    properties: { ...UPSTREAM, headers: HEADERS },
  }),
  requestObject("UpstreamPatch", inner(ServicePatch.shape.upstream), {
    description: "What changes of an upstream. What is absent stays.",
    properties: {
      ...UPSTREAM,
      headers: `${HEADERS} They replace all that are set.`,
      setHeaders:
        "Some of the headers: the others stay, and `null` takes one away. Not beside `headers`, and not in their place where the origin changes.",
    },
  }),
  requestObject("UpstreamAuthInput", inner(UpstreamInput.shape.auth), {
    description: "How calls are signed on their way to the upstream.",
    properties: AUTH,
  }),
  requestObject("UpstreamSignatureInput", IamScope, {
    description: "The scope of a signature.",
    properties: IAM,
    example: IAM_EXAMPLE,
  }),
];
