import type { Graph } from "./graph.ts";

/**
 * `type name` of all that has to be there before one, however indirectly. Only what Pulumi is told of: SST makes some
 * resources when the values that they need are known, and those wait without saying so.
 */
export const madeBefore = (graph: Graph, key: string): string[] => {
  const direct = new Map(graph.resources.map(({ type, name, dependsOn }) => [`${type} ${name}`, dependsOn]));
  if (!direct.has(key)) throw new Error(`The graph has no ${key}.`);
  const found = new Set<string>();
  const waiting = [...(direct.get(key) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(direct.get(next) ?? []));
  }
  return [...found].sort();
};
