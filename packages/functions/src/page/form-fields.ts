import type { APIGatewayProxyEvent } from "aws-lambda";
import { bodyBytes, header } from "../http/request.ts";

const MAX_BYTES = 16 * 1024;
const MEDIA_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/** Why a form is refused as a whole. */
export type FormRefused = "media-type" | "too-large";

/** Reads the fields of a form (WHATWG URL, section 5.1), more strictly than browsers read one. */
export const readFormFields = (
  event: APIGatewayProxyEvent,
): Map<string, string[]> | FormRefused | "encoding" => {
  if (!MEDIA_TYPE.test(header(event, "content-type") ?? "")) return "media-type";
  const bytes = bodyBytes(event);
  if (bytes.length > MAX_BYTES) return "too-large";
  return decodeFields(bytes) ?? "encoding";
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
