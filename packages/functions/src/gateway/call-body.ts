import { Refusal } from "@latchkey/core/refusal";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { checkBodyRule } from "../call/body-rule.ts";
import { CallRefusal } from "../problem/call-refusal.ts";

/** 4 MiB: base64 and the event around it still fit into the 6 MB that Lambda takes. */
export const MAX_BODY_BYTES = 4_194_304;

/**
 * The bytes to forward, as the verdict's rule allows them.
 * @throws CallRefusal `payload-too-large`, or `invalid-credential` for a body that the signature does not cover.
 */
export const callBody = (
  event: Pick<APIGatewayProxyEvent, "body" | "isBase64Encoded">,
  rule: string,
): Buffer => {
  const body = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  if (body.length > MAX_BODY_BYTES) throw new CallRefusal("payload-too-large", "A body has at most 4 MiB.");
  try {
    checkBodyRule(rule, body);
  } catch (error) {
    // The caller gets one fixed document for every fault of a credential; the log has the reason.
    throw error instanceof Refusal
      ? new CallRefusal("invalid-credential", undefined, "body-mismatch")
      : error;
  }
  return body;
};
