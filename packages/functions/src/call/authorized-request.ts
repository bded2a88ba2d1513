import { hash } from "node:crypto";
import type { CallEvent } from "./call-event.ts";

/**
 * The method and the path that were decided on. A long path is named by its SHA-256, because an authorizer's answer has
 * 8 KB; a short one is not, because hashing it would cost a fifth of the decision.
 */
export const requestLine = ({ httpMethod, path }: Pick<CallEvent, "httpMethod" | "path">): string =>
  PLAIN_PATH.test(path)
    ? `${httpMethod} ${path}`
    : `${httpMethod} sha256=${hash("sha256", path, "base64url")}`;

/** Printable ASCII but the two characters that JSON escapes. */
const PLAIN_PATH = /^\/[!#-[\]-~]{0,255}$/;

/**
 * Whether a request is the one that the authorizer has decided on. Scopes name methods and paths, and API Gateway "overrides
 * the method" by `X-HTTP-Method-Override` (API Gateway Developer Guide, "Important notes for REST APIs").
 *
 * @param context without one where the authorizer is the last release's, for the moment of an upgrade
 */
export const isAuthorizedRequest = (
  context: { request?: string | undefined },
  event: Pick<CallEvent, "httpMethod" | "path">,
): boolean => context.request === undefined || context.request === requestLine(event);

export const OTHER_REQUEST =
  "The method or the path is not the one that was authorized. No method is overridden here.";
