import { REFUSALS, type Refusal } from "./gateway-response.ts";

/** API Gateway's quota for the request line and all headers together. */
const MAX_BYTES = 10_240;

/** What is over the quota is told by what takes the most of it: the target, or the headers. */
export const refusedForSize = ({
  url,
  rawHeaders,
}: {
  readonly url: string;
  readonly rawHeaders: readonly string[];
}): Refusal | undefined => {
  const headers = rawHeaders.reduce((total, text) => total + text.length, 0);
  if (url.length + headers <= MAX_BYTES) return undefined;
  return url.length > headers ? REFUSALS.targetTooLong : REFUSALS.headersTooLarge;
};
