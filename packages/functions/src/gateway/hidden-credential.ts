import type { Position } from "@latchkey/core/credential/credential";
import type { ClientRequest } from "./client-request.ts";
import { comparable, type HeaderLine } from "./header-line.ts";

/**
 * Reads places joined by spaces: `header:x-api-key`, `query:name` or `cookie:name`.
 * @throws Error for anything else: nothing is forwarded.
 */
export const parseHidden = (hide: string): Position[] => (hide === "" ? [] : hide.split(" ").map(parsePlace));

const parsePlace = (text: string): Position => {
  const [, where, name] = /^(header|query|cookie):(.+)$/s.exec(text) ?? [];
  if (name === undefined || (where !== "header" && where !== "query" && where !== "cookie"))
    throw new Error("The authorizer names no place of a credential.");
  return { where, name };
};

/** The request without its credentials. */
export const withoutCredential = (request: ClientRequest, hidden: readonly Position[]): ClientRequest =>
  hidden.reduce(withoutOne, request);

/** What stands in its place goes, and whatever else holds the same secret: a key may be sent in two places at once. */
const withoutOne = (request: ClientRequest, hidden: Position): ClientRequest => {
  const secrets = secretsAt(request, hidden);
  const companions = companionsOf(hidden);
  const isHiddenHeader = ([name, value]: HeaderLine) =>
    (hidden.where === "header" && comparable(name) === comparable(hidden.name)) ||
    companions.has(comparable(name)) ||
    secrets.has(secretIn(value));
  return {
    headers: request.headers
      .filter((line) => !isHiddenHeader(line))
      .flatMap((line) =>
        withoutCookies(line, (name, value) => isHiddenCookie(hidden, name) || secrets.has(value)),
      ),
    query: request.query.filter(([name, value]) => !isHiddenQuery(hidden, name) && !secrets.has(value)),
  };
};

/** Shorter ones are no secret of ours (an API key has 16 characters), and would match by chance. */
const SHORTEST_SECRET = 16;

const secretsAt = (request: ClientRequest, hidden: Position): Set<string> => {
  const values = {
    header: () => request.headers.filter(([name]) => comparable(name) === comparable(hidden.name)),
    query: () => request.query.filter(([name]) => name === hidden.name),
    cookie: () => request.headers.filter(isCookie).flatMap(([, value]) => cookiePairs(value)),
  }[hidden.where]();
  const found = hidden.where === "cookie" ? values.filter(([name]) => name === hidden.name) : values;
  return new Set(
    found.map(([, value]) => secretIn(value)).filter((secret) => secret.length >= SHORTEST_SECRET),
  );
};

/** The credential without its scheme: `Bearer lk_…` and `lk_…` are one secret. */
const secretIn = (value: string): string =>
  value
    .trim()
    .split(/[ \t]+/)
    .at(-1) ?? "";

/** What means something only beside it: which type it is, AWS's session token, what a message signature covers. */
const COMPANIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["authorization", ["authorization-type", "x-amz-security-token"]],
  ["signature", ["signature-input"]],
]);

const companionsOf = (hidden: Position): Set<string> =>
  new Set(hidden.where === "header" ? COMPANIONS.get(comparable(hidden.name)) : []);

/** A presigned address is several parameters of one prefix (AWS, "Authenticating requests: query parameters"). */
const isHiddenQuery = (hidden: Position, name: string): boolean =>
  hidden.where === "query" &&
  (name === hidden.name || (hidden.name === "X-Amz-Signature" && PRESIGNED.has(name)));

const PRESIGNED: ReadonlySet<string> = new Set([
  "X-Amz-Algorithm",
  "X-Amz-Credential",
  "X-Amz-Date",
  "X-Amz-Expires",
  "X-Amz-SignedHeaders",
  "X-Amz-Security-Token",
  "X-Amz-Content-Sha256",
]);

const isCookie = ([name]: HeaderLine): boolean => comparable(name) === "cookie";
const isHiddenCookie = (hidden: Position, name: string): boolean =>
  hidden.where === "cookie" && name === hidden.name;

const withoutCookies = (
  line: HeaderLine,
  isHidden: (name: string, value: string) => boolean,
): HeaderLine[] => {
  if (!isCookie(line)) return [line];
  const pairs = cookiePairs(line[1]);
  const kept = pairs.filter(([name, value]) => !isHidden(name, value));
  if (kept.length === pairs.length) return [line];
  return kept.length === 0 ? [] : [[line[0], kept.map(([, , text]) => text).join("; ")]];
};

/** RFC 6265, section 4.2.1, read leniently; the text is the pair as it was sent. */
const cookiePairs = (header: string): [name: string, value: string, text: string][] =>
  header.split(";").map((part) => {
    const text = part.trim();
    const equals = text.indexOf("=");
    return equals < 0
      ? ["", text, text]
      : [text.slice(0, equals).trim(), text.slice(equals + 1).trim(), text];
  });
