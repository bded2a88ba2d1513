import { coversTool } from "../plugin/tools.ts";
import type { Service } from "../service/service.ts";
import { covers } from "./scopes.ts";

/** Tools that a call may use, as patterns; `all` where no scope limits them. */
export type AllowedTools = readonly string[] | "all";

/**
 * The tools of the scopes that a call has, of those that cover its method and its path. One without tools covers all. None
 * where it has none of the scopes: also where the service has got scopes since the call was decided.
 *
 * @param held names of scopes that the credential and the subscription both have
 */
export const allowedTools = (
  { scopes }: Pick<Service, "scopes">,
  held: readonly string[],
  call: { method: string; rest: string },
): AllowedTools => {
  if (!scopes?.some(({ tools }) => tools !== undefined)) return "all";
  const tools: string[] = [];
  for (const scope of scopes) {
    if (!held.includes(scope.name) || !covers(scope, call)) continue;
    if (!scope.tools) return "all";
    tools.push(...scope.tools);
  }
  return tools;
};

export const allowsTool = (allowed: AllowedTools, name: string | undefined): boolean =>
  allowed === "all" || (name !== undefined && coversTool(allowed, name));
