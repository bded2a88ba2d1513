import { CONTROL_ROUTES } from "./control-routes.ts";
import type { Route } from "./route.ts";

/**
 * The routes of the API as it is deployed: those of the table, and for each path, and for all others, one that
 * answers what the path does not have: 204 for a preflight, 405, or 404. REST APIs would say 403 by themselves.
 */
export const CONTROL_API: readonly Route[] = [
  ...CONTROL_ROUTES,
  ...[...new Set(CONTROL_ROUTES.map((route) => route.path)), "/", "/{proxy+}"].map(
    (path): Route => ({ method: "ANY", path, noun: "operations", operation: "unknown", public: true }),
  ),
];

/** The methods that some path has; nothing when there is no such path. */
export const methodsOf = (path: string): string[] =>
  CONTROL_ROUTES.filter((route) => patternOf(route.path).test(path)).map((route) => route.method);

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/\{[^/]+\}/g, "[^/]+")}/?$`);
