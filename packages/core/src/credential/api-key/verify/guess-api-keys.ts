import { isForeignApiKey } from "@latchkey/signing/api-key/api-key-format";
import { type CallRequest, cookies } from "../../../presented/call-request.ts";
import { expectedType } from "../../../presented/expected-type.ts";
import type { PresentedAt } from "../../../presented/presented.ts";
import type { PresentedApiKey } from "../present-api-key.ts";

const MAX_GUESSES = 8;

/** Headers that hold no key, and that nearly every request has. */
const ORDINARY =
  /^(?:accept|access-control|cache|cloudfront|content|if|sec|x-amz|x-amzn|x-forwarded|x-b3)-|^(?:accept|authorization|connection|cookie|date|dnt|expect|forwarded|from|host|origin|pragma|priority|range|referer|te|traceparent|tracestate|upgrade-insecure-requests|user-agent|via|x-request-id|x-requested-with)$/;

type Guess = PresentedAt<PresentedApiKey>;

/**
 * An imported key can look like anything, so when a request has no key of a minted form, a value in its query, cookies or
 * unusual headers may be one whose credential names that position. A few are worth looking up, all at once; of each kind of
 * position in turn, so that a long query or many cookies hide no key in a header.
 */
export const guessApiKeys = (request: CallRequest): Guess[] => {
  const only = expectedType(request);
  if (only !== undefined && only !== "api-key") return [];
  const kinds = [
    guessesIn("query", request.query),
    guessesIn("cookie", cookies(request)),
    guessesIn("header", unusualHeaders(request)),
  ];
  const inTurn = Array.from({ length: MAX_GUESSES }, (_, turn) => kinds.flatMap((kind) => kind[turn] ?? []));
  return inTurn.flat().slice(0, MAX_GUESSES);
};

const guessesIn = (
  where: "header" | "query" | "cookie",
  values: Iterable<readonly [name: string, value: string]>,
): Guess[] => {
  const found: Guess[] = [];
  for (const [name, value] of values) {
    if (isForeignApiKey(value)) found.push({ type: "api-key", value, positions: [{ where, name }] });
    if (found.length === MAX_GUESSES) break;
  }
  return found;
};

function* unusualHeaders({ headers }: CallRequest): Generator<[name: string, value: string]> {
  for (const name in headers)
    if (!ORDINARY.test(name))
      for (const value of headers[name] ?? [])
        yield [name, /^(?:bearer|apikey) +(\S+) *$/i.exec(value)?.[1] ?? value];
}
