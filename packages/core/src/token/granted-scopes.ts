import { containedIn } from "../access/management-scope.ts";
import type { Service } from "../service/service.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { OauthRefusal } from "./oauth-refusal.ts";

const MOST_SCOPES = 50;

/** The names in a `scope`, each once; nothing without one. @throws OauthRefusal for what is no scope (RFC 6749, section 3.3) */
export const readScopes = (scope: string | undefined): string[] | undefined => {
  if (scope === undefined) return undefined;
  const names = [...new Set(scope.split(" "))];
  if (names.length > MOST_SCOPES || !names.every((name) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name)))
    throw new OauthRefusal("invalid_scope", "The scope is no list of names with single spaces between them.");
  return names;
};

type Scoped = Pick<Service, "scopes">;

/** What a client has of a service's scopes. */
export const scopesAt = (
  { scopes = [] }: Scoped,
  ofClient: readonly string[] | undefined,
  { scopes: ofSubscription }: Pick<Subscription, "scopes">,
): string[] =>
  scopes
    .map(({ name }) => name)
    .filter((name) => (ofClient?.includes(name) ?? true) && (ofSubscription?.includes(name) ?? true));

/**
 * Whether the client has every scope that it asks for.
 * @param ofClient of its credential; of the management API's each contains those before it
 * @param others what a client without scopes has of its subscriptions
 */
export const hasScopes = (
  asked: readonly string[],
  ofClient: readonly string[] | undefined,
  others: ReadonlySet<string>,
): boolean => {
  const held = ofClient ? new Set(ofClient.flatMap((scope) => [scope, ...containedIn(scope)])) : others;
  return asked.every((scope) => held.has(scope));
};
