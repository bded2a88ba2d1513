import { PLATFORM_SERVICE } from "../catalog/platform-service.ts";
import type { PortalConfig } from "../config/portal-config.ts";
import type { TokenSource } from "./commands/sample-call.ts";

/**
 * Where a client gets a token for a service: one that is good for that service alone, so that its provider can call nothing
 * else with it. A token for a single service does not open the management API.
 */
export const tokenSource = (
  slug: string,
  { controlUrl, gatewayUrl }: Pick<PortalConfig, "controlUrl" | "gatewayUrl">,
): TokenSource => ({
  endpoint: `${controlUrl}/oauth2/token`,
  ...(slug === PLATFORM_SERVICE ? {} : { resource: `${gatewayUrl}/${slug}` }),
});
