import { containedIn } from "../../access/management-scope.ts";
import { LATCHKEY_SERVICE } from "../../service/service.ts";

/**
 * What a token that names scopes has of its client's at a service. A client without scopes has all but `owner`, which is had
 * only by name; of the management API's scopes each contains those before it.
 */
export const narrowedScopes = (
  ofClient: readonly string[] | undefined,
  ofToken: readonly string[],
  service: string,
): string[] => {
  if (service === LATCHKEY_SERVICE) {
    const held = ofClient?.flatMap(containedIn);
    return [...new Set(ofToken.flatMap(containedIn))].filter((scope) =>
      held ? held.includes(scope) : scope !== "owner",
    );
  }
  return ofToken.filter((scope) => ofClient?.includes(scope) ?? true);
};
