import { type AnswerHead, isRecord, parseAnswerHead } from "./answer-head.ts";
import { isBinaryMediaType } from "./media-type.ts";

export interface LambdaAnswer extends AnswerHead {
  readonly body: Buffer;
}

const FIELDS = new Set(["statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"]);

/**
 * A buffered proxy answer, or undefined when it is malformed (API Gateway: 502). Every field may be missing, none may be
 * added. Base64 is decoded only where the API treats the media type as binary: the client's first `Accept` type, else
 * the answer's own; otherwise the client gets the base64 text, as recorded on AWS.
 */
export const parseLambdaAnswer = (
  answer: unknown,
  binaryMediaTypes: readonly string[],
  accept: string | undefined,
): LambdaAnswer | undefined => {
  if (!isRecord(answer) || !Object.keys(answer).every((name) => FIELDS.has(name))) return undefined;
  const head = parseAnswerHead(answer);
  const text = answer.body ?? "";
  const base64 = answer.isBase64Encoded ?? false;
  if (head === undefined || typeof text !== "string" || typeof base64 !== "boolean") return undefined;

  const contentType = head.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const decoded = base64 && isBinaryMediaType(binaryMediaTypes, accept ?? contentType);
  return {
    statusCode: head.statusCode,
    // The length is counted, never believed.
    headers: head.headers.filter(([name]) => name.toLowerCase() !== "content-length"),
    body: Buffer.from(text, decoded ? "base64" : "utf8"),
  };
};
