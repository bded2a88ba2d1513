import { invalidInput, Refusal } from "@latchkey/core/refusal";
import type { APIGatewayProxyEvent } from "aws-lambda";

const MAX_BYTES = 256 * 1024;
const DEEPEST = 64;
const MEDIA_TYPES = /^application\/(?:json|merge-patch\+json)\s*(?:;|$)/i;

/** The first value of a header; the case of its name does not matter. */
export const header = (event: APIGatewayProxyEvent, name: string): string | undefined => {
  const found = Object.keys(event.headers ?? {}).find((each) => each.toLowerCase() === name);
  return found === undefined ? undefined : event.headers[found];
};

/** All values of a header whose value is a list, as one (RFC 9110, section 5.3). */
export const headerList = (event: APIGatewayProxyEvent, name: string): string | undefined => {
  const values = Object.entries(event.multiValueHeaders ?? {}).flatMap(([each, given]) =>
    each.toLowerCase() === name ? (given ?? []) : [],
  );
  return values.length > 0 ? values.join(", ") : header(event, name);
};

/** The query; what is only searched by is absent where it is empty. */
export const queryOf = (
  { queryStringParameters }: APIGatewayProxyEvent,
  searches: readonly string[] = [],
): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(queryStringParameters ?? {}).filter(
      ([name, value]) => value !== "" || !searches.includes(name),
    ),
  );

/** The path parameters, decoded once. @throws Refusal `not-found` for an encoding that is none. */
export const pathParameters = (event: APIGatewayProxyEvent): Record<string, string> => {
  try {
    return Object.fromEntries(
      Object.entries(event.pathParameters ?? {}).map(([name, value]) => [
        name,
        decodeURIComponent(value ?? ""),
      ]),
    );
  } catch {
    throw new Refusal("not-found", "There is nothing at this path.");
  }
};

/** The bytes of the body, empty when there is none. */
export const bodyBytes = (event: APIGatewayProxyEvent): Buffer =>
  Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");

/** @throws Refusal `payload-too-large` */
export const sizeLimited = (bytes: Buffer, most: number): Buffer => {
  if (bytes.length > most) throw new Refusal("payload-too-large", `A body has at most ${most / 1024} KiB.`);
  return bytes;
};

/**
 * The JSON of a body; an absent one counts as `{}`.
 * @throws Refusal `payload-too-large`, `unsupported-media-type`, or `invalid-input` for what is not JSON in UTF-8.
 */
export const jsonBody = (event: APIGatewayProxyEvent, most: number = MAX_BYTES): unknown => {
  const bytes = sizeLimited(bodyBytes(event), most);
  if (bytes.length === 0) return {};
  if (!MEDIA_TYPES.test(header(event, "content-type") ?? ""))
    throw new Refusal("unsupported-media-type", "Send application/json.");
  const body = parseJson(bytes);
  checkShape(body);
  return body;
};

const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw invalidInput("", "The body is not JSON in UTF-8.");
  }
};

/**
 * Without recursion: the input chooses the depth. A member called `__proto__` would be left out without a word by some
 * of those who copy the object, and become its prototype with others.
 */
const checkShape = (body: unknown): void => {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw invalidInput("", `nested deeper than ${DEEPEST} levels`);
    const objects = level.filter((item) => typeof item === "object" && item !== null);
    if (objects.some((item) => Object.hasOwn(item, PROTOTYPE)))
      throw invalidInput(depth === 0 ? `/${PROTOTYPE}` : "", `unknown field: ${PROTOTYPE}`);
    level = objects.flatMap((item) => Object.values(item));
  }
};

const PROTOTYPE = "__proto__";
