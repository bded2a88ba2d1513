import type { PortalConfig } from "../config/portal-config.ts";
import type { TryCredential } from "./try-credential.ts";

/** The token endpoint has given no token. */
export class TokenRefused extends Error {
  override readonly name = "TokenRefused";
}

/**
 * An access token of an OAuth 2 client, good for the tried service alone. The secret goes to the stage's own token endpoint.
 * @param address the service's, below the gateway's
 * @throws TokenRefused
 */
export const accessToken = async (
  { clientId, clientSecret }: Pick<TryCredential, "clientId" | "clientSecret">,
  address: string,
  { controlUrl }: Pick<PortalConfig, "controlUrl">,
): Promise<string> => {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId.trim(),
    client_secret: clientSecret.trim(),
    resource: address,
  });
  try {
    const answer = await fetch(`${controlUrl}/oauth2/token`, {
      method: "POST",
      body,
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
    });
    return tokenIn(await answer.json());
  } catch (cause) {
    throw new TokenRefused("There is no token.", { cause });
  }
};

const tokenIn = (answered: unknown): string => {
  if (typeof answered === "object" && answered !== null && "access_token" in answered)
    return String(answered.access_token);
  throw new Error("The answer has no token.");
};
