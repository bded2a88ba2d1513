import * as oauth from "oauth4webapi";
import { isLoopback } from "../command-line/connection.ts";
import type { SignIn } from "./kept-sign-ins.ts";
import { listenOnLoopback } from "./loopback.ts";
import type { StageIssuer } from "./stage-issuer.ts";

export interface SigningIn {
  /** Shows the person the address to open. */
  readonly open: (address: string) => void;
  readonly stop: AbortSignal;
  readonly now: () => number;
}

const SCOPE = "openid email profile";

/**
 * Signs a person in with the authorization code and PKCE over a loopback address (RFC 8252, RFC 7636). @throws Error with what
 * the issuer said
 */
export const signIn = async (
  { issuer, clientId }: StageIssuer,
  { open, stop, now }: SigningIn,
): Promise<SignIn> => {
  const server = await discover(issuer);
  const client: oauth.Client = { client_id: clientId };
  await using loopback = await listenOnLoopback(hostFor(issuer), stop);
  const { redirectUri } = loopback;
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  open(await authorizationAddress(server, { clientId, redirectUri, state, nonce, verifier }));
  const parameters = oauth.validateAuthResponse(server, client, await loopback.comeBack, state);
  const answer = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    redirectUri,
    verifier,
    allowed(issuer),
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  return kept({ issuer, clientId }, tokens, undefined, now());
};

/** A sign-in that holds for a while yet: the same, or one that its refresh token gives. Undefined where none does. */
export const refreshed = async (signIn: SignIn, now: number): Promise<SignIn | undefined> => {
  if (signIn.expiresAt - now > SPARE_MS) return signIn;
  if (signIn.refreshToken === undefined) return undefined;
  const server = await discover(signIn.issuer);
  const client: oauth.Client = { client_id: signIn.clientId };
  try {
    const answer = await oauth.refreshTokenGrantRequest(
      server,
      client,
      oauth.None(),
      signIn.refreshToken,
      allowed(signIn.issuer),
    );
    const tokens = await oauth.processRefreshTokenResponse(server, client, answer);
    return kept(signIn, tokens, signIn.refreshToken, now);
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) return undefined;
    throw error;
  }
};

const SPARE_MS = 60_000;

/** Cognito takes plain http for `localhost` alone. */
const hostFor = (issuer: string): "127.0.0.1" | "localhost" =>
  /^cognito-idp\./.test(new URL(issuer).hostname) ? "localhost" : "127.0.0.1";

/** An issuer on this machine may be asked without TLS. */
const allowed = (issuer: string) => ({
  [oauth.allowInsecureRequests]: isLoopback(new URL(issuer).hostname),
  signal: () => AbortSignal.timeout(WITHIN_MS),
});
const WITHIN_MS = 15_000;

const discover = async (issuer: string): Promise<oauth.AuthorizationServer> => {
  const url = new URL(issuer);
  return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, allowed(issuer)));
};

interface Asked {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

const authorizationAddress = async (server: oauth.AuthorizationServer, asked: Asked): Promise<string> => {
  if (!server.authorization_endpoint) throw new Error("The issuer has no authorization endpoint.");
  const address = new URL(server.authorization_endpoint);
  const parameters = {
    client_id: asked.clientId,
    redirect_uri: asked.redirectUri,
    response_type: "code",
    scope: SCOPE,
    state: asked.state,
    nonce: asked.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(asked.verifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address.href;
};

const kept = (
  { issuer, clientId }: StageIssuer,
  tokens: oauth.TokenEndpointResponse,
  before: string | undefined,
  now: number,
): SignIn => {
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  if (!claims || tokens.id_token === undefined) throw new Error("The issuer gave no ID token.");
  const refreshToken = tokens.refresh_token ?? before;
  // By this machine's clock: how long it holds, not when it ends.
  const expiresAt = now + (claims.exp - claims.iat) * 1000;
  return {
    issuer,
    clientId,
    idToken: tokens.id_token,
    expiresAt,
    ...(refreshToken === undefined ? {} : { refreshToken }),
  };
};
