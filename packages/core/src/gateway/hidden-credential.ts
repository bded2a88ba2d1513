import type { Position } from "../credential/part/position.ts";
import { bareName } from "../service/header-rules.ts";
import type { ClientRequest } from "./client-request.ts";
import type { HeaderLine } from "./header-line.ts";
import { searchFor, secretsIn } from "./presented-secrets.ts";

/** The positions of the credentials of a request. Those in `keep` stay in these positions only. */
export interface PresentedPlaces {
  hide: readonly Position[];
  keep: readonly Position[];
}

/**
 * The request without its credentials: the values in the places to hide are removed, and so is every other value that holds
 * the same secret in any form, as a `Referer` or a copied cookie may.
 */
export const withoutCredential = (request: ClientRequest, { hide, keep }: PresentedPlaces): ClientRequest => {
  const secrets = [...hide, ...keep].flatMap((place) => valuesAt(request, place).flatMap(secretsIn));
  const holds = secrets.length > 0 ? searchFor(secrets) : () => false;
  const isHeader = (at: Position, name: string) =>
    at.where === "header" && at.name.toLowerCase() === name.toLowerCase();
  const goes = ([name, value]: HeaderLine): boolean => {
    if (hide.some((at) => isHiddenHeader(at, bareName(name)))) return true;
    return (holds(name) || holds(value)) && !keep.some((at) => isHeader(at, name));
  };
  const cookieGoes = (name: string, text: string): boolean =>
    hide.some((at) => at.where === "cookie" && at.name === name) ||
    (holds(text) && !keep.some((at) => at.where === "cookie" && at.name === name));
  return {
    headers: request.headers.flatMap((line) =>
      isCookie(line) ? withoutCookies(line, cookieGoes) : goes(line) ? [] : [line],
    ),
    query: request.query.filter(([name, value]) => {
      if (hide.some((at) => isHiddenQuery(at, name))) return false;
      return !(holds(name) || holds(value)) || keep.some((at) => at.where === "query" && at.name === name);
    }),
  };
};

const valuesAt = ({ headers, query }: ClientRequest, { where, name }: Position): string[] => {
  const lines = {
    header: () => headers.filter(([each]) => bareName(each) === bareName(name)),
    query: () => query.filter(([each]) => each === name),
    cookie: () =>
      headers
        .filter(isCookie)
        .flatMap(([, value]) => cookiePairs(value))
        .filter(([each]) => each === name),
  }[where]();
  return lines.map(([, value]) => value);
};

/** What means something only beside it: which type it is, AWS's session token, what a message signature covers. */
const COMPANIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["authorization", ["authorizationtype", "xamzsecuritytoken"]],
  ["signature", ["signatureinput"]],
]);

const isHiddenHeader = ({ where, name }: Position, bare: string): boolean => {
  if (where !== "header") return false;
  const hidden = bareName(name);
  return bare === hidden || COMPANIONS.get(hidden)?.includes(bare) === true;
};

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

const isCookie = ([name]: HeaderLine): boolean => bareName(name) === "cookie";

const withoutCookies = (line: HeaderLine, goes: (name: string, text: string) => boolean): HeaderLine[] => {
  const pairs = cookiePairs(line[1]);
  const kept = pairs.filter(([name, , text]) => !goes(name, text));
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
