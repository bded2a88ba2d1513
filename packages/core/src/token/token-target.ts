import type { TokenStage, TokenTarget } from "../access-token/access-token.ts";
import { SLUG, whole } from "../name-pattern.ts";
import { LATCHKEY_SERVICE } from "../service/service.ts";

const Slug = whole(SLUG);

/**
 * What a `resource` (RFC 8707) is: the gateway, or one service of it; without one, the gateway. Nothing for every other
 * address. The management API has none of its own.
 */
export const readTarget = (
  { gateway }: Pick<TokenStage, "gateway">,
  resource: string | undefined,
): TokenTarget | undefined => {
  // An address without a path is the one with a slash for a path (RFC 3986, section 6.2.3).
  if (resource === undefined || resource === gateway || resource === `${gateway}/`) return "all";
  if (!resource.startsWith(`${gateway}/`)) return undefined;
  const service = resource.slice(gateway.length + 1);
  return Slug.test(service) && service !== LATCHKEY_SERVICE ? { service } : undefined;
};
