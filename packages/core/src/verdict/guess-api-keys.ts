import { isForeignApiKey } from "@latchkey/signing/api-key/api-key-format";
import { type CallRequest, cookies } from "./call-request.ts";
import { expectedType } from "./expected-type.ts";
import type { Presented, PresentedAt } from "./presented.ts";

const MOST_GUESSES = 8;

/** Headers in which nobody puts a key, and which nearly every request has. */
const ORDINARY =
  /^(?:accept|access-control|cache|cloudfront|content|if|sec|x-amz|x-amzn|x-forwarded|x-b3)-|^(?:accept|authorization|connection|cookie|date|dnt|expect|forwarded|from|host|origin|pragma|priority|range|referer|te|traceparent|tracestate|upgrade-insecure-requests|user-agent|via|x-request-id|x-requested-with)$/;

/**
 * An imported key can look like anything, so where none of our forms is found in a request, what stands in its query,
 * cookies and unusual headers may be one whose credential names that place. A few are worth looking up, all at once.
 */
export const guessApiKeys = (request: CallRequest): PresentedAt<Presented & { type: "api-key" }>[] => {
  const only = expectedType(request);
  if (only !== undefined && only !== "api-key") return [];
  const found: PresentedAt<Presented & { type: "api-key" }>[] = [];
  const add = (value: string, where: "header" | "query" | "cookie", name: string) => {
    if (found.length < MOST_GUESSES && isForeignApiKey(value))
      found.push({ type: "api-key", value, places: [{ where, name }] });
  };
  for (const [name, value] of request.query) add(value, "query", name);
  for (const [name, value] of cookies(request)) add(value, "cookie", name);
  for (const name in request.headers)
    if (!ORDINARY.test(name))
      for (const value of request.headers[name] ?? [])
        add(/^(?:bearer|apikey) +(\S+) *$/i.exec(value)?.[1] ?? value, "header", name);
  return found;
};
