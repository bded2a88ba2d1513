import { type User, UserManager, WebStorageStateStore } from "oidc-client-ts";
import type { Session, SessionState } from "../api/session.ts";
import type { PortalConfig } from "../config/portal-config.ts";
import { localPath } from "./local-path.ts";

/**
 * Signs people in by OpenID Connect: authorization code with PKCE (RFC 7636). Tokens live in `sessionStorage`, so a
 * closed tab forgets them, and are never part of an address: that is why signing out gives no `id_token_hint`.
 */
export const openOidcSession = async (config: PortalConfig): Promise<Session> => {
  const { origin } = window.location;
  const store = new WebStorageStateStore({ store: window.sessionStorage });
  const manager = new UserManager({
    authority: config.issuer,
    client_id: config.clientId,
    redirect_uri: `${origin}/signed-in`,
    post_logout_redirect_uri: `${origin}/`,
    scope: "openid email profile",
    userStore: store,
    stateStore: store,
    automaticSilentRenew: true,
    monitorSession: false,
    requestTimeoutInSeconds: 10,
  });
  let user: User | null = await manager.getUser();
  let state: SessionState = user?.id_token ? "signed-in" : "signed-out";
  let renewal: Promise<boolean> | undefined;
  const listeners = new Set<() => void>();
  const become = (next: SessionState, who: User | null) => {
    user = who;
    state = next;
    for (const listener of listeners) listener();
  };
  manager.events.addUserLoaded((who) => become("signed-in", who));

  const renew = async (): Promise<boolean> => {
    try {
      // Without a refresh token it would need a frame of the issuer's, which the content policy refuses.
      const renewed = user?.refresh_token ? await manager.signinSilent() : null;
      if (renewed?.id_token) return true;
    } catch (error) {
      console.warn("The session could not be renewed.", error);
    }
    become("ended", user);
    return false;
  };

  /** A refresh token outlives the page, and leaving the issuer's pages does not end it. */
  const revoke = async (): Promise<void> => {
    try {
      if (user?.refresh_token) await manager.revokeTokens(["refresh_token"]);
    } catch (error) {
      console.warn("The issuer could not be told that the session is over.", error);
    }
  };

  return {
    token: () => user?.id_token,
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    signIn: (returnTo) => manager.signinRedirect({ state: localPath(returnTo) }),
    complete: async () => {
      const signedIn = await manager.signinCallback();
      return localPath(signedIn?.state);
    },
    signOut: async () => {
      await revoke();
      await manager.removeUser();
      become("signed-out", null);
      const { end_session_endpoint } = await manager.metadataService.getMetadata();
      // `logout_uri` is Cognito's name for what OpenID Connect calls `post_logout_redirect_uri`.
      if (end_session_endpoint)
        await manager.signoutRedirect({ extraQueryParams: { logout_uri: `${origin}/` } });
    },
    renew: () => {
      renewal ??= renew().finally(() => {
        renewal = undefined;
      });
      return renewal;
    },
  };
};
