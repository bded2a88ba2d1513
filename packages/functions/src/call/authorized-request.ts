import { hash } from "node:crypto";
import type { CallEvent } from "./call-event.ts";

/** As short for a long path as for a short one: an authorizer's answer has 8 KB. */
export const requestDigest = ({ httpMethod, path }: Pick<CallEvent, "httpMethod" | "path">): string =>
  hash("sha256", `${httpMethod} ${path}`, "base64url");

/**
 * Whether a request is the one that the authorizer has decided on. Scopes name methods and paths, and API Gateway "overrides
 * the method" by `X-HTTP-Method-Override` (API Gateway Developer Guide, "Important notes for REST APIs").
 *
 * @param context without a digest where the authorizer is the last release's, for the moment of an upgrade
 */
export const isAuthorizedRequest = (
  context: { request?: string | undefined },
  event: Pick<CallEvent, "httpMethod" | "path">,
): boolean => context.request === undefined || context.request === requestDigest(event);

export const OTHER_REQUEST =
  "The method or the path is not the one that was authorized. No method is overridden here.";
