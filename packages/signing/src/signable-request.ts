import type { SignedRequest } from "./signed-request.ts";

const PATH_MAX = 8_192;
const QUERY_MAX = 16_384;
const QUERY_NAMES_MAX = 512;

/**
 * Whether a request can be written into a text to sign at all: its parts are bounded, and none holds a control
 * character with which one line of the text could pass for two.
 */
export const isSignable = (request: SignedRequest): boolean => {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}$/.test(request.method)) return false;
  if (request.path.length > PATH_MAX || hasControl(request.path) || !request.path.startsWith("/"))
    return false;
  if (request.query.length > QUERY_NAMES_MAX) return false;
  let size = 0;
  for (const [name, value] of request.query) size += name.length + value.length;
  return size <= QUERY_MAX;
};

/** Whether a text holds a C0 control character (tab included) or DEL. */
export const hasControl = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
};
