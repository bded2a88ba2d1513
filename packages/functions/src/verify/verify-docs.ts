import { answerObject, nounDocs, requestObject } from "../http/documented.ts";
import { exampleResource } from "../http/resource-texts.ts";
import { VerifyAnswer, VerifyInput } from "./verify-input.ts";
import type { verifyOperations } from "./verify-operations.ts";

export const verifyDocs = nounDocs<typeof verifyOperations>({
  tags: { verify: "Verdicts for a provider's own program, where calls do not come through the gateway." },
  schemas: [
    requestObject("VerifyInput", VerifyInput, {
      description: "A call as a provider's own program has received it.",
      properties: {
        service: "The slug or id of a service of the caller's team.",
        method: "The call's method.",
        path: "The path that the client used, without the query. A signature covers it.",
        query: "Values by name, or the query string as it was sent, without its question mark.",
        headers: "Values by name. Names are compared without regard to case.",
        sourceIp: "The client's address. Without it a credential with `allowedIps` is refused.",
        bodySha256: "The SHA-256 of the body in hexadecimal. Signatures that cover the body need it.",
      },
      example: {
        service: "forecast",
        method: "GET",
        path: "/today",
        headers: { "X-API-Key": "lk_3kF9c2xT7mQvB8nRzL4dWyH6" },
        sourceIp: "192.0.2.7",
      },
    }),
    answerObject("Verdict", VerifyAnswer, {
      description: "Whether a call is allowed, and whose it is.",
      properties: {
        allowed: "Whether the call may go through.",
        status: "The status to answer the client with where the call is not allowed; else 200.",
        code: "The problem code of a refusal.",
        retryAfterSeconds: "With 429: when to try again.",
        consumer: "The consumer's id.",
        credential: "The credential's id.",
        subscription: "The subscription's id.",
        plan: "The plan's name.",
        scopes: "The scopes that the call may use. Absent: the service has none.",
        body: "The only body that the call may have: `any`, `none` or `sha256=<hex>`.",
      },
      example: {
        allowed: true,
        status: 200,
        consumer: exampleResource("con").id,
        credential: exampleResource("crd").id,
        subscription: exampleResource("sub").id,
        plan: "basic",
        body: "any",
      },
    }),
  ],
  operations: {
    verifyCall: {
      tag: "verify",
      description:
        "For members of the service's team, and for programs of it. It counts under the limits of the call's consumer and plan. A refused call is an answer with `allowed: false`, not a problem.",
      refuses: ["not-found"],
      withoutTag: true,
    },
  },
});
