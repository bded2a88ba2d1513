import { NoAnswer } from "./problem.ts";
import type { Fetch } from "./retrying-fetch.ts";

/** A credential of type `oauth2` that has a secret. */
export interface ClientCredentials {
  /** The control plane's address; tokens are asked for at `/oauth2/token` there. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** With blanks between them. Absent: all that the client has. */
  readonly scope?: string;
  /** `{gateway}/{slug}`: the token is good for that service only (RFC 8707). */
  readonly resource?: string;
  readonly fetch?: Fetch;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** What the token endpoint said no with (RFC 6749, section 5.2). */
export class TokenRefused extends Error {
  override readonly name = "TokenRefused";
  readonly status: number;
  /** `invalid_client`, `invalid_scope`, … */
  readonly code: string;

  constructor(status: number, code: string, description: string | undefined) {
    super(`POST /oauth2/token: ${status} ${code}${description === undefined ? "" : ` (${description})`}`);
    this.status = status;
    this.code = code;
  }
}

export interface TokenSource {
  /** A token that holds for a while yet: the kept one, else a new one. Asked for once by all who wait. */
  token(): Promise<string>;
  /** Forgets a token that was refused. */
  forget(token: string): void;
}

/** A token is used no longer when less than this part of its life is left, nor in its last seconds. */
const SPARE_SECONDS = 30;
const TIMEOUT_MS = 30_000;

/**
 * Access tokens by the grant `client_credentials` (RFC 6749, section 4.4), with the client's secret in `Authorization`.
 * @throws TokenRefused, NoAnswer
 */
export const clientCredentials = (options: ClientCredentials): TokenSource => {
  const { fetch: send = (request) => fetch(request), now = Date.now } = options;
  let kept: { token: string; until: number } | undefined;
  let waiting: Promise<string> | undefined;

  const ask = async (): Promise<string> => {
    const asked = now();
    const answer = await askForToken(options, send);
    const life = Math.max(answer.expires_in - SPARE_SECONDS, answer.expires_in / 2);
    kept = { token: answer.access_token, until: asked + life * 1000 };
    return answer.access_token;
  };
  return {
    token: () => {
      if (kept && now() < kept.until) return Promise.resolve(kept.token);
      waiting ??= ask().finally(() => {
        waiting = undefined;
      });
      return waiting;
    },
    forget: (token) => {
      if (kept?.token === token) kept = undefined;
    },
  };
};

interface TokenAnswer {
  access_token: string;
  expires_in: number;
}

const askForToken = async (options: ClientCredentials, send: Fetch): Promise<TokenAnswer> => {
  const { url, clientId, clientSecret, scope, resource } = options;
  const form = new URLSearchParams({ grant_type: "client_credentials" });
  if (scope !== undefined) form.set("scope", scope);
  if (resource !== undefined) form.set("resource", resource);
  const request = new Request(`${url.replace(/\/+$/, "")}/oauth2/token`, {
    method: "POST",
    headers: {
      Accept: "application/json",
      Authorization: `Basic ${btoa(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`)}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: form.toString(),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = await send(request).catch((error: unknown) => {
    throw new NoAnswer("POST /oauth2/token: no answer", { cause: error });
  });
  const body: unknown = await answer.json().catch(() => undefined);
  const members = new Map(Object.entries(typeof body === "object" && body !== null ? body : {}));
  const token = members.get("access_token");
  const life = Number(members.get("expires_in") ?? 60);
  if (answer.ok && typeof token === "string" && Number.isFinite(life))
    return { access_token: token, expires_in: life };
  const [code, description] = [members.get("error"), members.get("error_description")];
  throw new TokenRefused(
    answer.status,
    typeof code === "string" ? code : "unreadable",
    typeof description === "string" ? description : undefined,
  );
};

/** RFC 6749, section 2.3.1: both parts are encoded as forms are, before they are joined. */
const formEncoded = (text: string): string => new URLSearchParams([["", text]]).toString().slice(1);
