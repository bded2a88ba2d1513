import { containsAddress, parseIpNetwork } from "../address/ip-network.ts";
import type { Bound, Bounds } from "./bounds.ts";
import { containedIn } from "./management-scope.ts";

/**
 * What a caller may hand on to a credential: one value, made where the request comes in and never changed afterwards.
 * An owner hands on every scope; everybody else only what they hold, which never is `owner`.
 */
export interface Authority extends Bounds {
  readonly owns: boolean;
}

/** The first bound that `asked` goes beyond; nothing when it is within the authority. */
export const excessOf = (authority: Authority, asked: Bounds): Bound | undefined => {
  if (!endsWithin(authority, asked.expiresAt)) return "expiresAt";
  if (!isFrom(authority, asked.allowedIps)) return "allowedIps";
  if (!areOf(authority, asked.models)) return "models";
  return coversScopes(authority, asked.scopes) ? undefined : "scopes";
};

export const within = (authority: Authority, asked: Bounds): boolean =>
  excessOf(authority, asked) === undefined;

/** The most that is within both. What `asked` leaves open is bound as the authority is. */
export const intersect = (authority: Authority, asked: Bounds): Bounds => {
  const expiresAt = endsWithin(authority, asked.expiresAt) ? asked.expiresAt : authority.expiresAt;
  const allowedIps = addressesOfBoth(authority.allowedIps, asked.allowedIps);
  const models = modelsOfBoth(authority.models, asked.models);
  const scopes = coversScopes(authority, asked.scopes) ? asked.scopes : scopesOfBoth(authority, asked.scopes);
  return {
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(allowedIps === undefined ? {} : { allowedIps }),
    ...(models === undefined ? {} : { models }),
    ...(scopes === undefined ? {} : { scopes }),
  };
};

/** The bounds of the credential in use: `owner` in its scopes is worth `write` where its role is no owner's. */
export const boundsOf = ({ scopes, allowedIps, models, expiresAt }: Bounds, owns: boolean): Bounds => ({
  ...(scopes === undefined ? {} : { scopes: owns ? scopes : scopes.map(withoutOwner) }),
  ...(allowedIps === undefined ? {} : { allowedIps }),
  ...(models === undefined ? {} : { models }),
  ...(expiresAt === undefined ? {} : { expiresAt }),
});

const withoutOwner = (scope: string): string => (scope === "owner" ? "write" : scope);

/** Moments are compared, not texts. */
const endsWithin = ({ expiresAt }: Bounds, asked: string | undefined): boolean =>
  expiresAt === undefined || (asked !== undefined && Date.parse(asked) <= Date.parse(expiresAt));

const isFrom = ({ allowedIps }: Bounds, asked: readonly string[] | undefined): boolean =>
  allowedIps === undefined || (asked?.every((range) => isIn(range, allowedIps)) ?? false);

/** Each range by itself: two halves are not taken for their whole. */
const isIn = (range: string, ranges: readonly string[]): boolean => {
  const network = parseIpNetwork(range);
  return ranges.some((each) => {
    const wider = parseIpNetwork(each);
    return network !== undefined && wider !== undefined && containsAddress(wider, network);
  });
};

const addressesOfBoth = (own: string[] | undefined, asked: string[] | undefined): string[] | undefined => {
  if (!own || !asked) return asked ?? own;
  const narrower = asked.filter((range) => isIn(range, own));
  return [...narrower, ...own.filter((range) => isIn(range, asked) && !isIn(range, narrower))];
};

const areOf = ({ models }: Bounds, asked: readonly string[] | undefined): boolean =>
  models === undefined || (asked?.every((match) => isOf(match, models)) ?? false);

/** A beginning is within a shorter one. */
const isOf = (match: string, models: readonly string[]): boolean =>
  models.some((each) => (each.endsWith("*") ? match.startsWith(each.slice(0, -1)) : match === each));

const modelsOfBoth = (own: string[] | undefined, asked: string[] | undefined): string[] | undefined => {
  if (!own || !asked) return asked ?? own;
  const narrower = asked.filter((match) => isOf(match, own));
  return [...narrower, ...own.filter((match) => isOf(match, asked) && !isOf(match, narrower))];
};

/** None named is more than any list, save `owner`, which is had only by name. */
const coversScopes = (authority: Authority, asked: readonly string[] | undefined): boolean =>
  authority.owns ||
  (asked ? asked.every((scope) => holds(authority, scope)) : authority.scopes === undefined);

const holds = ({ scopes }: Bounds, scope: string): boolean =>
  scopes === undefined ? scope !== "owner" : scopes.some((own) => containedIn(own).includes(scope));

const scopesOfBoth = (authority: Authority, asked: string[] | undefined): string[] | undefined =>
  asked
    ? [...new Set(asked.flatMap(containedIn))].filter((scope) => holds(authority, scope))
    : authority.scopes?.map(withoutOwner);
