import type { RestRoute } from "./rest-api.ts";

/** `parameters` are as the client wrote them: percent-encoding stays, a trailing slash of `{proxy+}` is lost. */
export interface RouteMatch {
  readonly route: RestRoute;
  readonly parameters: Readonly<Record<string, string>>;
}

const ANY_COVERS = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

interface Resource {
  readonly segments: readonly string[];
  readonly methods: ReadonlyMap<string, RestRoute>;
}

/**
 * Finds routes as API Gateway does: first the resource, segment by segment (exact before `{name}` before `{name+}`),
 * then its method (exact before `ANY`). A resource that lacks the method is a miss, even if a broader one has it.
 */
export const routeMatcher = (
  routes: readonly RestRoute[],
): ((method: string, path: string) => RouteMatch | undefined) => {
  const resources = [...Map.groupBy(routes, (route) => route.path)]
    .map(([path, group]): Resource => ({ segments: segmentsOf(path), methods: methodsOf(group) }))
    .sort((a, b) => compareSpecificity(a.segments, b.segments));

  return (method, path) => {
    const segments = segmentsOf(path);
    for (const resource of resources) {
      const parameters = matchSegments(resource.segments, segments);
      if (parameters === undefined) continue;
      const any = ANY_COVERS.has(method) ? resource.methods.get("ANY") : undefined;
      const route = resource.methods.get(method) ?? any;
      return route && { route, parameters: Object.fromEntries(parameters) };
    }
    return undefined;
  };
};

const segmentsOf = (path: string): string[] => {
  let end = path.length;
  while (end > 1 && path[end - 1] === "/") end--;
  return end <= 1 ? [] : path.slice(1, end).split("/");
};

const methodsOf = (routes: readonly RestRoute[]): Map<string, RestRoute> =>
  new Map(routes.map((route) => [route.method, route]));

const matchSegments = (
  pattern: readonly string[],
  segments: readonly string[],
): [string, string][] | undefined => {
  const parameters: [string, string][] = [];
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    const kind = kindOf(part);
    if (kind === GREEDY) {
      parameters.push([part.slice(1, -2), segments.slice(index).join("/")]);
      return parameters;
    }
    if (kind === NAMED && segment !== "") parameters.push([part.slice(1, -1), segment]);
    else if (part !== segment) return undefined;
  }
  return pattern.length === segments.length ? parameters : undefined;
};

const EXACT = 0;
const NAMED = 1;
const GREEDY = 2;

const kindOf = (part: string): number => {
  if (!part.startsWith("{") || !part.endsWith("}")) return EXACT;
  return part.endsWith("+}") ? GREEDY : NAMED;
};

const compareSpecificity = (a: readonly string[], b: readonly string[]): number => {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const difference = kindOf(part) - kindOf(other);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};
