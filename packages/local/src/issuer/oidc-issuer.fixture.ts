import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterEach, beforeEach, vi } from "vitest";
import { cookieBrowser } from "./cookie-browser.fixture.ts";
import { type OidcIssuer, type OidcIssuerOptions, startOidcIssuer } from "./oidc-issuer.ts";

export const portal = "http://127.0.0.1:4000";

export const redirectUri = `${portal}/signed-in`;

export let folder: string;
export let offsetSeconds: number;
export let issuer: OidcIssuer;

export const onError = vi.fn();

export const start = (options: Partial<OidcIssuerOptions> = {}) =>
  startOidcIssuer({
    port: 0,
    keysPath: join(folder, "issuer-keys.json"),
    portal: {
      clientId: "latchkey-portal",
      redirectUris: [redirectUri],
      postLogoutRedirectUris: [`${portal}/`],
    },
    people: [
      { email: "admin@demo.test", name: "Ada Admin" },
      { email: "provider@demo.test", name: "Petra Provider" },
    ],
    anyEmail: false,
    now: () => Date.now() + offsetSeconds * 1000,
    onError,
    ...options,
  });

/** A browser that follows redirects up to the portal. */
export const openBrowser = () => ({ visit: cookieBrowser((url) => url.startsWith(portal)) });

export const verifier = randomBytes(32).toString("base64url");

export const authorizeUrl = (changes: Record<string, string | undefined> = {}): string => {
  const url = new URL(`${issuer.issuer}/auth`);
  const query: Record<string, string | undefined> = {
    client_id: "latchkey-portal",
    redirect_uri: redirectUri,
    response_type: "code",
    scope: "openid email profile",
    state: "s1",
    nonce: "n1",
    code_challenge_method: "S256",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    ...changes,
  };
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
};

export const exchange = async (form: Record<string, string>) => {
  const response = await fetch(`${issuer.issuer}/token`, {
    method: "POST",
    headers: { origin: portal },
    body: new URLSearchParams({ client_id: "latchkey-portal", ...form }),
  });
  const body: { id_token: string; refresh_token: string; error?: string } = await response.json();
  return { ...body, cors: response.headers.get("access-control-allow-origin") };
};

export const codeOf = (url: string) => new URL(url).searchParams.get("code") ?? "";

export const redeem = (code: string) =>
  exchange({ grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: verifier });

export const signIn = async (email: string, browser = openBrowser()) => {
  const login = await browser.visit(authorizeUrl());
  const done = await browser.visit(login.at, { email });
  return { browser, login, done, tokens: await redeem(codeOf(done.at)) };
};

export const verify = (token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(issuer.jwksUri)), {
    issuer: issuer.issuer,
    audience: "latchkey-portal",
    currentDate: new Date(Date.now() + offsetSeconds * 1000),
  });

/** An issuer for each test, with keys of its own. */
export const withIssuer = () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "latchkey-issuer-"));
    offsetSeconds = 0;
    onError.mockReset();
    issuer = await start();
  });
  afterEach(async () => {
    await issuer.stop();
    await rm(folder, { recursive: true, force: true });
  });
};

/** Starts it again on the same keys, with other settings. */
export const startAgain = async (options: Partial<OidcIssuerOptions> = {}) => {
  issuer = await start(options);
};

export const moveClock = (seconds: number) => {
  offsetSeconds = seconds;
};
