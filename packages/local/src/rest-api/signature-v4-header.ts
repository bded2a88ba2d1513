import type { HeaderLists } from "./request-headers.ts";

/**
 * Whose event lacks an `Authorization` that holds a Signature Version 4 signature. AWS drops it from what is passed to the
 * integration (API Gateway Developer Guide, "Important notes for REST APIs", the table of headers); whether the
 * authorizer's event still has it is not said there.
 */
export const SIGNATURE_V4_DROPPED = ["off", "integration", "both"] as const;
export type SignatureV4Dropped = (typeof SIGNATURE_V4_DROPPED)[number];

/** What one of the two gets of a request's headers. */
export const headersFor = (
  reader: "authorizer" | "integration",
  headers: HeaderLists,
  dropped: SignatureV4Dropped = "off",
): HeaderLists => {
  if (dropped === "off" || (dropped === "integration" && reader === "authorizer")) return headers;
  return new Map([...headers].filter(([name, values]) => !isSignatureV4(name, values)));
};

const isSignatureV4 = (name: string, values: readonly string[]): boolean =>
  name.toLowerCase() === "authorization" && values.some((value) => value.startsWith("AWS4-HMAC-SHA256"));
