import type { Configuration } from "oidc-provider";
import type { IssuerKeys } from "./issuer-keys.ts";
import { renderLogoutPage, renderMessagePage } from "./issuer-pages.ts";
import { createMemoryAdapter } from "./memory-adapter.ts";
import type { PersonClaims } from "./person.ts";

export type PortalClient = {
  clientId: string;
  redirectUris: readonly string[];
  postLogoutRedirectUris: readonly string[];
};

const scope = "openid email profile";

/** The command line: it is sent back to a loopback address, at any port (RFC 8252, section 7.3). */
export const CLI_CLIENT_ID = "latchkey-cli";

/**
 * Two public clients, the portal and the command line, that sign people in with the authorization code flow and PKCE (RFC
 * 7636, S256 only) and need no consent, being our own. The e-mail is in the ID token, as in Cognito's.
 */
export const issuerConfiguration = (
  keys: IssuerKeys,
  portal: PortalClient,
  findAccount: (sub: string) => PersonClaims | undefined,
): Configuration => {
  const origins = new Set(portal.redirectUris.map((uri) => new URL(uri).origin));
  return {
    adapter: createMemoryAdapter(),
    clients: [
      {
        client_id: portal.clientId,
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        redirect_uris: [...portal.redirectUris],
        post_logout_redirect_uris: [...portal.postLogoutRedirectUris],
        scope,
      },
      {
        client_id: CLI_CLIENT_ID,
        application_type: "native",
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        redirect_uris: ["http://127.0.0.1/callback"],
        scope,
      },
    ],
    scopes: scope.split(" "),
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    jwks: { keys: [keys.signing] },
    cookies: { keys: [keys.cookie] },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed("refresh_token"),
    clientBasedCORS: (_ctx, origin) => origins.has(origin),
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      Grant: 14 * 86_400,
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: 14 * 86_400,
      Session: 14 * 86_400,
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = renderLogoutPage(form);
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.body = renderMessagePage("Signed out", "You have signed out.");
        },
      },
    },
    interactions: { url: (_ctx, interaction) => `/login/${interaction.uid}` },
    findAccount: (_ctx, sub) => {
      const claims = findAccount(sub);
      return claims && { accountId: sub, claims: () => ({ ...claims }) };
    },
    async loadExistingGrant(ctx) {
      const { client, session, provider } = ctx.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const known = session.grantIdFor(client.clientId);
      const existing = known === undefined ? undefined : await provider.Grant.find(known);
      if (existing !== undefined) return existing;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(scope);
      await grant.save();
      return grant;
    },
    renderError: (ctx, out) => {
      ctx.type = "html";
      ctx.body = renderMessagePage(
        "That did not work",
        `${out.error}: ${out.error_description ?? "no details"}`,
      );
    },
  };
};
