import { CONTROL_ROUTES } from "./control-routes.ts";
import type { Route } from "./route.ts";

/** What the function of `operations` answers to anybody is reached by the route for all other methods, too. */
const isReached = ({ noun, public: open }: Route): boolean => noun === "operations" && open === true;

const has = (method: Route["method"], path: string): boolean =>
  CONTROL_ROUTES.some((route) => route.method === method && route.path === path);

/** `HEAD` on every path that has `GET` (RFC 9110, section 9.1), by the same operation. */
const HEADS: readonly Route[] = CONTROL_ROUTES.filter(
  (route) => route.method === "GET" && !has("HEAD", route.path) && !isReached(route),
).map((route): Route => ({ ...route, method: "HEAD" }));

/**
 * The routes of the API as it is deployed: those of the table, `HEAD` beside each `GET`, and for each path, and for all
 * others, one that answers what the path does not have: 204 for a preflight, 405, or 404. REST APIs would say 403 by
 * themselves.
 */
export const CONTROL_API: readonly Route[] = [
  ...CONTROL_ROUTES,
  ...HEADS,
  ...[...new Set(CONTROL_ROUTES.map((route) => route.path)), "/", "/{proxy+}"].map(
    (path): Route => ({ method: "ANY", path, noun: "operations", operation: "unknown", public: true }),
  ),
];

/** The methods that some path has; nothing when there is no such path. */
export const methodsOf = (path: string): string[] => {
  const methods = CONTROL_ROUTES.filter((route) => patternOf(route.path).test(path)).map(
    (route) => route.method,
  );
  return [...new Set(methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])))];
};

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/\{[^/]+\}/g, "[^/]+")}/?$`);
