import * as z from "zod/mini";
import { numberIn, switchIn, textIn, type Variable } from "./settings-environment.ts";

/** What changes course where API Gateway does otherwise than its documentation lets expect (docs/deploy.md). */
export const edgeFields = {
  /** CloudFront in front of the gateway, where API Gateway drops an `Authorization` that holds a Signature Version 4. */
  signatureEdge: z.boolean(),
  /** Which secret the edge proves itself with. One more makes a new one; the one before is still accepted. */
  edgeSecretNumber: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  /** What API Gateway has to find in a request before it asks the authorizer: every request has both. */
  identitySource: z.enum(
    ["context.extendedRequestId", "context.httpMethod"],
    "context.extendedRequestId or context.httpMethod",
  ),
};
type Edge = z.infer<z.ZodMiniObject<typeof edgeFields>>;

export const EDGE_DEFAULTS: Edge = {
  signatureEdge: false,
  edgeSecretNumber: 1,
  identitySource: "context.extendedRequestId",
};

export const edgeVariables = {
  signatureEdge: switchIn("LATCHKEY_SIGNATURE_EDGE"),
  edgeSecretNumber: numberIn("LATCHKEY_EDGE_SECRET_NUMBER"),
  identitySource: textIn("LATCHKEY_IDENTITY_SOURCE"),
} satisfies Record<keyof typeof edgeFields, Variable>;
