import { Reason } from "@latchkey/core/subscription/subscription-input";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { bodyBytes, header } from "../http/request.ts";

const MOST_BYTES = 16 * 1024;
const MEDIA_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

export type DecisionForm = { decision: "approve" | "reject"; reason?: string };

/** Why a form is refused. `decision` and `reason` can be mended on the page. */
export type FormFault = "media-type" | "too-large" | "decision" | "reason";

/** Reads the form that the page sends (WHATWG URL, section 5.1), more strictly than browsers read one. */
export const readDecisionForm = (event: APIGatewayProxyEvent): DecisionForm | FormFault => {
  if (!MEDIA_TYPE.test(header(event, "content-type") ?? "")) return "media-type";
  const bytes = bodyBytes(event);
  if (bytes.length > MOST_BYTES) return "too-large";
  const fields = decodeFields(bytes);
  if (!fields) return "reason";
  const [decision, ...moreDecisions] = fields.get("decision") ?? [];
  if ((decision !== "approve" && decision !== "reject") || moreDecisions.length > 0) return "decision";
  const [given = "", ...moreReasons] = fields.get("reason") ?? [];
  // Browsers send line breaks as CRLF but count each as one character.
  const reason = Reason.safeParse(given.replace(/\r\n?/g, "\n").trim());
  if (!reason.success || moreReasons.length > 0) return "reason";
  return { decision, ...(reason.data === "" ? {} : { reason: reason.data }) };
};

/** Nothing for what is not UTF-8, or not encoded as a form: it is refused, never repaired. */
const decodeFields = (bytes: Buffer): Map<string, string[]> | undefined => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const fields = new Map<string, string[]>();
    for (const pair of text.split("&").filter((each) => each !== "")) {
      const [name = "", value = ""] = splitOnce(pair).map((part) =>
        decodeURIComponent(part.replaceAll("+", " ")),
      );
      fields.set(name, [...(fields.get(name) ?? []), value]);
    }
    return fields;
  } catch {
    return undefined;
  }
};

const splitOnce = (pair: string): string[] => {
  const at = pair.indexOf("=");
  return at < 0 ? [pair] : [pair.slice(0, at), pair.slice(at + 1)];
};
