import type { HeaderLine } from "@latchkey/core/gateway/header-line";
import { folded, oneReading } from "@latchkey/core/json/one-reading";
import { modelPath } from "@latchkey/core/metering/model-path";
import { membersOf } from "@latchkey/core/metering/told-counts";
import { CallRefusal } from "../../problem/call-refusal.ts";
import { outputOf, READ_NAMES } from "./asked-output.ts";

/** What a call asks of a model. */
export interface AskedModel {
  /** Absent where neither the body nor the path names one. */
  model?: string;
  /** Tokens of one output, as the caller bounds them; absent where it does not. */
  maxOutputTokens?: number;
  /** How many outputs it asks for, at least one. */
  outputs: number;
  /** Without version and model: `chat/completions`. */
  operation: string;
}

interface Request {
  method: string;
  headers: readonly HeaderLine[];
  body: Buffer;
}

const ambiguous = (detail: string): CallRefusal => new CallRefusal("model-ambiguous", detail);

/**
 * The model that a call names: in a JSON body or a multipart form, else in its path.
 *
 * @param rest what follows the service's slug, percent-encoded
 * @throws CallRefusal `model-ambiguous` where two are named, or where two readers could read the body differently.
 */
export const askedModel = async (request: Request, rest: string): Promise<AskedModel> => {
  const { models, operation } = modelPath(rest);
  const [ofPath] = models;
  if (models.length > 1) throw ambiguous("The path can be read as naming two models.");
  const body = await bodyOf(request);
  const ofBody = modelOf(body?.["model"]);
  if (ofPath !== undefined && ofBody !== undefined && ofPath !== ofBody)
    throw ambiguous("The path and the body name two models.");
  const model = ofBody ?? ofPath;
  return { ...(model === undefined ? {} : { model }), ...outputOf(body ?? {}), operation };
};

const modelOf = (named: unknown): string | undefined => {
  if (named === undefined || named === null) return undefined;
  if (typeof named === "string") return named === "" ? undefined : named;
  throw ambiguous("`model` is no text.");
};

type Body = Readonly<Record<string, unknown>>;

/** The members of a JSON body, or the fields of a form; nothing for a body that is neither. */
const bodyOf = async ({ method, headers, body }: Request): Promise<Body | undefined> => {
  if (method === "GET" || method === "HEAD" || body.length === 0) return undefined;
  const coding = headerValue(headers, "content-encoding").trim().toLowerCase();
  if (coding !== "" && coding !== "identity")
    throw ambiguous("A compressed body is not read: send it as it is.");
  const type = headerValue(headers, "content-type");
  if (/^\s*multipart\/form-data/i.test(type)) return formOf(body, type);
  if (!/[/+]json\b/i.test(type) && !looksLikeJson(body)) return undefined;
  const read = oneReading(body, READ_NAMES);
  if (!read)
    throw ambiguous("The body could be read in two ways. Send one JSON value in UTF-8, each member once.");
  return membersOf(read.value);
};

/** Several values are joined, as a recipient may join them: then the coding is not known. */
const headerValue = (headers: readonly HeaderLine[], wanted: string): string =>
  headers
    .filter(([name]) => name.toLowerCase() === wanted)
    .map(([, value]) => value)
    .join(",");

/** An upstream may read it as JSON whatever type it has. */
const looksLikeJson = (body: Buffer): boolean =>
  /^(?:\u00ef\u00bb\u00bf)?\0*[\s\0]*[{[]/.test(body.toString("latin1", 0, 4096));

/** RFC 7578. The fields that matter are texts, and each is there once. */
const formOf = async (body: Buffer, type: string): Promise<Body> => {
  const form = await new Response(new Uint8Array(body), { headers: { "Content-Type": type } })
    .formData()
    .catch((): never => {
      throw ambiguous("The body is no multipart form (RFC 7578).");
    });
  const fields: Record<string, unknown> = {};
  for (const [name, value] of form) {
    const read = READ_NAMES[""]?.find((each) => each === folded(name));
    if (read === undefined) continue;
    if (read !== name || name in fields || typeof value !== "string")
      throw ambiguous(`The form has \`${read}\` twice, in another case or as a file.`);
    fields[name] = value;
  }
  return fields;
};
