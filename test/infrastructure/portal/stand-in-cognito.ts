import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { named } from "../graph/evaluate-stage.ts";
import type { Graph } from "../graph/graph.ts";

export interface StandInCognito {
  /** At the address that tokens name as their issuer. */
  issuer: RequestListener;
  /** At the address of the pages: where people sign in, and where tokens come from. */
  pages: RequestListener;
  /** Refresh tokens that were given back. */
  revoked: string[];
  /** Whether ID tokens for a code are signed with an unpublished key; those for a refresh token never are. */
  spoilFirst: boolean;
}

interface Options {
  graph: Graph;
  /** Addresses without a slash at the end. */
  issuerUrl: string;
  pagesUrl: string;
  email: string;
}

const SECONDS_15_MINUTES = 900;
const nowInSeconds = () => Math.floor(Date.now() / 1000);
const EVERYBODY = { "Access-Control-Allow-Origin": "*" };

/**
 * Does what the Amazon Cognito Developer Guide says of its discovery document and its authorize, token, revoke and
 * logout endpoints, for the one client of the graph. It was not compared with Cognito.
 */
export const standInCognito = async ({
  graph,
  issuerUrl,
  pagesUrl,
  email,
}: Options): Promise<StandInCognito> => {
  const client = Object(named(graph, "aws:cognito/userPoolClient:UserPoolClient", "Portal").inputs);
  const [known, unknown] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
  const jwk = { ...(await exportJWK(known.publicKey)), kid: "one", alg: "RS256", use: "sig" };
  const sub = randomUUID();
  const codes = new Map<string, { challenge: string; redirectUri: string; authTime: number }>();
  /** When the person of each has signed in: a renewed ID token says the same `auth_time` (OpenID Connect Core 12.2). */
  const refreshTokens = new Map<string, number>();

  const idToken = (key: CryptoKey, authTime: number) => {
    const now = nowInSeconds();
    const claims = {
      email,
      email_verified: true,
      "cognito:username": sub,
      token_use: "id",
      auth_time: authTime,
    };
    return new SignJWT({ ...claims, jti: randomUUID(), origin_jti: randomUUID(), event_id: randomUUID() })
      .setProtectedHeader({ alg: "RS256", kid: "one" })
      .setIssuer(issuerUrl)
      .setAudience("Portal-id")
      .setSubject(sub)
      .setIssuedAt(now)
      .setExpirationTime(now + SECONDS_15_MINUTES)
      .sign(key);
  };

  const authorize = (query: URLSearchParams, response: ServerResponse) => {
    const redirectUri = query.get("redirect_uri") ?? "";
    const scopes = query.get("scope")?.split(" ") ?? [];
    const allowed =
      query.get("client_id") === "Portal-id" &&
      query.get("response_type") === "code" &&
      query.get("code_challenge_method") === "S256" &&
      client.callbackUrls.includes(redirectUri) &&
      scopes.every((scope) => client.allowedOauthScopes.includes(scope));
    if (!allowed) return response.writeHead(400).end(`invalid_request: ${query}`);
    const code = randomUUID();
    codes.set(code, { challenge: query.get("code_challenge") ?? "", redirectUri, authTime: nowInSeconds() });
    const back = `${redirectUri}?${new URLSearchParams({ code, state: query.get("state") ?? "" })}`;
    const page = `<title>Cognito</title><a href="${back.replaceAll("&", "&amp;")}">Sign in as ${email}</a>`;
    return response.writeHead(200, { "Content-Type": "text/html" }).end(page);
  };

  const token = async (form: URLSearchParams, response: ServerResponse) => {
    const json = { ...EVERYBODY, "Content-Type": "application/json" };
    const answer = async (key: CryptoKey, authTime: number, more: Record<string, string>) =>
      response.writeHead(200, json).end(
        JSON.stringify({
          id_token: await idToken(key, authTime),
          access_token: "not-for-us",
          token_type: "Bearer",
          expires_in: SECONDS_15_MINUTES,
          ...more,
        }),
      );
    if (form.get("client_id") !== "Portal-id")
      return response.writeHead(400, json).end('{"error":"invalid_client"}');
    const signedIn = refreshTokens.get(form.get("refresh_token") ?? "");
    if (form.get("grant_type") === "refresh_token" && signedIn !== undefined)
      return answer(known.privateKey, signedIn, {});
    const asked = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const proof = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (asked?.challenge !== proof || asked.redirectUri !== form.get("redirect_uri"))
      return response.writeHead(400, json).end('{"error":"invalid_grant"}');
    const refreshToken = randomUUID();
    refreshTokens.set(refreshToken, asked.authTime);
    return answer(cognito.spoilFirst ? unknown.privateKey : known.privateKey, asked.authTime, {
      refresh_token: refreshToken,
    });
  };

  /** Without `Access-Control-Allow-Origin`: whether Cognito's has one is not known. */
  const revoke = (form: URLSearchParams, response: ServerResponse) => {
    const given = form.get("token") ?? "";
    if (form.get("client_id") === "Portal-id" && refreshTokens.delete(given)) cognito.revoked.push(given);
    return response.writeHead(200).end();
  };

  const logout = (query: URLSearchParams, response: ServerResponse) => {
    const uri = query.get("logout_uri") ?? "";
    const allowed = query.get("client_id") === "Portal-id" && client.logoutUrls.includes(uri);
    return allowed
      ? response.writeHead(302, { Location: uri }).end()
      : response.writeHead(400).end(`Required String parameter is not present: ${query}`);
  };

  const cognito: StandInCognito = {
    revoked: [],
    spoilFirst: false,
    issuer: (request, response) => {
      const documents: Record<string, unknown> = {
        [`${new URL(issuerUrl).pathname}/.well-known/openid-configuration`]: discovery(issuerUrl, pagesUrl),
        [`${new URL(issuerUrl).pathname}/.well-known/jwks.json`]: { keys: [jwk] },
      };
      const found = documents[request.url ?? ""];
      response.writeHead(found ? 200 : 404, { ...EVERYBODY, "Content-Type": "application/json" });
      response.end(JSON.stringify(found ?? {}));
    },
    pages: async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "/", pagesUrl);
      if (pathname === "/oauth2/authorize") return authorize(searchParams, response);
      if (pathname === "/logout") return logout(searchParams, response);
      if (pathname === "/oauth2/token") return token(await formOf(request), response);
      if (pathname === "/oauth2/revoke") return revoke(await formOf(request), response);
      return response.writeHead(404).end();
    },
  };
  return cognito;
};

const discovery = (issuerUrl: string, pagesUrl: string) => ({
  authorization_endpoint: `${pagesUrl}/oauth2/authorize`,
  end_session_endpoint: `${pagesUrl}/logout`,
  id_token_signing_alg_values_supported: ["RS256"],
  issuer: issuerUrl,
  jwks_uri: `${issuerUrl}/.well-known/jwks.json`,
  response_types_supported: ["code", "token"],
  revocation_endpoint: `${pagesUrl}/oauth2/revoke`,
  scopes_supported: ["openid", "email", "phone", "profile"],
  subject_types_supported: ["public"],
  token_endpoint: `${pagesUrl}/oauth2/token`,
  token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
  userinfo_endpoint: `${pagesUrl}/oauth2/userInfo`,
});

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString());
};
