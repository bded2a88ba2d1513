import { SLUG } from "@latchkey/core/name-pattern";

/** RFC 9728, section 3.1, below the gateway's own address. */
export const PROTECTED_RESOURCE_PATH = "/.well-known/oauth-protected-resource";

const PATH = new RegExp(`^${PROTECTED_RESOURCE_PATH}(?:/(${SLUG}))?/*$`);

/** Both without a slash at the end. */
interface Addresses {
  gatewayUrl: string;
  controlUrl: string;
}

/** Where a client that is refused reads which authorization server issues tokens for the gateway. */
export const protectedResourceUrl = (gatewayUrl: string): string => `${gatewayUrl}${PROTECTED_RESOURCE_PATH}`;

/**
 * The metadata (RFC 9728, section 2) of the gateway, or of the service whose slug the path ends in. No service is looked up, so the
 * document does not tell which ones exist. Nothing for what cannot be a slug.
 * @param path the request's, without the stage
 */
export const protectedResource = (path: string, { gatewayUrl, controlUrl }: Addresses) => {
  const found = PATH.exec(path);
  if (!found) return undefined;
  const [, slug] = found;
  return {
    resource: slug === undefined ? gatewayUrl : `${gatewayUrl}/${slug}`,
    authorization_servers: [controlUrl],
    bearer_methods_supported: ["header"],
  };
};
