import { managementScopes } from "../access/management-scope.ts";
import { LATCHKEY_SERVICE, type Scope, type Service } from "../service/service.ts";

/**
 * The scopes that cover a call and that the credential and the subscription both have. `all` where the service
 * has none; nothing where none covers it. A credential or subscription without scopes has all there are.
 */
export const coveredScopes = (
  service: Pick<Service, "slug" | "scopes">,
  ofCredential: readonly string[] | undefined,
  ofSubscription: readonly string[] | undefined,
  call: { method: string; rest: string },
): string[] | "all" | undefined => {
  // The scopes of the management API are roles: its own access rules say what each covers.
  if (service.slug === LATCHKEY_SERVICE) {
    const held = managementScopes(ofCredential, ofSubscription);
    return held.length > 0 ? held : undefined;
  }
  if (!service.scopes) return "all";
  const held = service.scopes.filter(
    ({ name }) => (ofCredential?.includes(name) ?? true) && (ofSubscription?.includes(name) ?? true),
  );
  return held.some((scope) => covers(scope, call)) ? held.map((scope) => scope.name) : undefined;
};

/**
 * The path is compared decoded, so that an encoded letter opens or closes nothing. A HEAD is a GET without the answer's
 * body (RFC 9110, section 9.3.2).
 */
export const covers = (scope: Scope, { method, rest }: { method: string; rest: string }): boolean => {
  if (
    scope.methods &&
    !scope.methods.some((each) => each === method || (each === "GET" && method === "HEAD"))
  )
    return false;
  const path = decoded(rest === "" ? "/" : rest);
  if (path === undefined) return false;
  return scope.paths?.some((pattern) => matches(pattern, path)) ?? true;
};

const matches = (pattern: string, path: string): boolean =>
  pattern.endsWith("/*")
    ? path.startsWith(pattern.slice(0, -1)) || path === pattern.slice(0, -2)
    : path === pattern;

const decoded = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
};
