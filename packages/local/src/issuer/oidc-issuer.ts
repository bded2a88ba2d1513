import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Provider from "oidc-provider";
import { createIdTokenSigner, idTokenClaims, moveIdToken } from "./id-token.ts";
import { issuerConfiguration, type PortalClient } from "./issuer-configuration.ts";
import { loadIssuerKeys } from "./issuer-keys.ts";
import { renderLoginPage, renderMessagePage } from "./issuer-pages.ts";
import { claimsOf, findPerson, type Person, type PersonClaims } from "./person.ts";

export type OidcIssuerOptions = {
  /** 0 for any free port. */
  port: number;
  /** The address to listen on; 127.0.0.1 when not given. */
  host?: string;
  /** The host name in the issuer's URL; as `host` when not given. */
  reachedAt?: string;
  /** The file, mode 0600, that keeps the signing key. */
  keysPath: string;
  portal: PortalClient;
  /** Who is offered on the sign-in page. */
  people: readonly Person[];
  /** Whether any e-mail may be typed in: never when the host is not loopback. */
  anyEmail: boolean;
  /** Milliseconds since the epoch: the times in ID tokens go by it. */
  now(): number;
  onError(error: unknown): void;
};

export type OidcIssuer = {
  /** `iss`, below which `/.well-known/openid-configuration` is found. */
  issuer: string;
  clientId: string;
  jwksUri: string;
  /** An ID token as signing in would give it, for tests and curl. `expiresIn` in seconds, 3600 when not given. */
  issueIdToken(request: { email: string; name?: string; expiresIn?: number }): Promise<string>;
  stop(): Promise<void>;
};

/** An OpenID Connect issuer for one machine: people choose who they are, and no password is asked. */
export const startOidcIssuer = async (options: OidcIssuerOptions): Promise<OidcIssuer> => {
  const host = options.host ?? "127.0.0.1";
  const keys = await loadIssuerKeys(options.keysPath);
  const sign = await createIdTokenSigner(keys);
  const server = createServer();
  server.listen(options.port, host);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The issuer has no port.");
  const { reachedAt = host } = options;
  const issuer = `http://${reachedAt.includes(":") ? `[${reachedAt}]` : reachedAt}:${address.port}`;

  const accounts = new Map<string, PersonClaims>();
  const provider = new Provider(
    issuer,
    issuerConfiguration(keys, options.portal, (sub) => accounts.get(sub)),
  );
  provider.on("server_error", (_ctx, error) => options.onError(error));
  const policy = contentPolicy(options.portal);
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.response.is("html")) ctx.set("Content-Security-Policy", policy);
    const offset = Math.round((options.now() - Date.now()) / 1000);
    const body: unknown = ctx.body;
    if (ctx.oidc?.route === "token" && offset !== 0 && hasIdToken(body)) {
      ctx.body = { ...body, id_token: await moveIdToken(body.id_token, offset, sign) };
    }
  });

  const answerOidc = provider.callback();
  const answerLogin = async (request: IncomingMessage, response: ServerResponse) => {
    const details = await provider.interactionDetails(request, response);
    if (!OFFERED.has(details.prompt.name))
      throw new Error(`The prompt ${details.prompt.name} is not offered.`);
    if (request.method !== "POST")
      return sendPage(response, 200, renderLoginPage(options.people, options.anyEmail), policy);
    const person = findPerson(await readEmail(request), options.people, options.anyEmail);
    if (person === undefined) {
      const again = renderLoginPage(options.people, options.anyEmail, "This e-mail cannot sign in here.");
      return sendPage(response, 400, again, policy);
    }
    const claims = claimsOf(person);
    accounts.set(claims.sub, claims);
    await provider.interactionFinished(request, response, {
      login: { accountId: claims.sub },
      consent: {},
    });
  };
  const hosts = ownHosts(new URL(issuer));
  server.on("request", (request, response) => {
    // Also for a page of another site that has its own name lead here: it would be of the same origin as the sign-in.
    if (!hosts.has(request.headers.host?.toLowerCase() ?? ""))
      return void response
        .writeHead(421, { "Content-Type": "text/plain" })
        .end("There is no such host here.\n");
    if (!request.url?.startsWith("/login/")) return void answerOidc(request, response);
    answerLogin(request, response).catch(() => {
      const text =
        "This sign-in has ended or belongs to another browser. Go back to the portal and start again.";
      sendPage(response, 400, renderMessagePage("Start again", text), policy);
    });
  });

  const { clientId } = options.portal;
  return {
    issuer,
    clientId,
    jwksUri: `${issuer}/jwks`,
    issueIdToken({ email, name, expiresIn = 3600 }) {
      const person = { email, name: name ?? findPerson(email, options.people, true)?.name ?? email };
      return sign(idTokenClaims(person, { issuer, clientId, nowMs: options.now(), expiresIn }));
    },
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

/**
 * A program on this machine gets no token without the person's doing, though a session is there (RFC 8252, section 8.6): the
 * command line's consent is that the person signs in again.
 */
const OFFERED = new Set(["login", "consent"]);

/** The issuer's own, and the names that every machine has for itself. */
const ownHosts = ({ host, port }: URL): ReadonlySet<string> =>
  new Set([host, ...["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${port}`)]);

/** A browser holds a form's redirects to `form-action` too: signing in ends at the portal, or at the command line. */
const contentPolicy = (portal: PortalClient): string => {
  const uris = [...portal.redirectUris, ...portal.postLogoutRedirectUris];
  const origins = [...new Set(uris.map((uri) => new URL(uri).origin))];
  return `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${origins.join(" ")} http://127.0.0.1:*`;
};

const hasIdToken = (body: unknown): body is { id_token: string } =>
  typeof body === "object" && body !== null && "id_token" in body && typeof body.id_token === "string";

const readEmail = async (request: IncomingMessage): Promise<string> => {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 4_096) throw new Error("The form is too large.");
  }
  return new URLSearchParams(text).get("email") ?? "";
};

const sendPage = (response: ServerResponse, status: number, body: string, policy: string): void => {
  if (response.headersSent) return void response.destroy();
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policy,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  };
  response.writeHead(status, headers).end(body);
};
