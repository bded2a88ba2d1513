import type { SignedRequest } from "./signed-request.ts";

/** All values of a header (lower-case name), never anything inherited. */
export const headerValues = (request: SignedRequest, name: string): readonly string[] =>
  Object.hasOwn(request.headers, name) ? (request.headers[name] ?? []) : [];

/** The value of a header that comes exactly once, else undefined. */
export const singleHeader = (request: SignedRequest, name: string): string | undefined => {
  const values = headerValues(request, name);
  return values.length === 1 ? values[0] : undefined;
};
