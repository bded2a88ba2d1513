import * as oauth from "oauth4webapi";
import type { SignIn } from "./kept-sign-ins.ts";

const WITHIN_MS = 15_000;

/** Ends the refresh token at the issuer (RFC 7009), where it can. Answers whether it did. */
export const signOut = async ({ issuer, clientId, refreshToken }: SignIn): Promise<boolean> => {
  if (refreshToken === undefined) return true;
  const url = new URL(issuer);
  const options = {
    [oauth.allowInsecureRequests]: url.protocol === "http:",
    signal: () => AbortSignal.timeout(WITHIN_MS),
  };
  try {
    const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, options));
    const client = { client_id: clientId };
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(server, client, oauth.None(), refreshToken, options),
    );
    return true;
  } catch {
    return false;
  }
};
