import type { IncomingMessage, ServerResponse } from "node:http";
import type { LocalClock } from "../clock/local-clock.ts";
import { answerDemo } from "../demo/demo-upstreams.ts";
import { readJson, sendJson, sendText } from "../http/local-http.ts";
import { answerInbox } from "../inbox/inbox-routes.ts";
import type { InboxStore } from "../inbox/inbox-store.ts";
import type { OidcIssuer } from "../issuer/oidc-issuer.ts";
import { ROOT_PATH } from "../root/root-endpoint.ts";
import { isLoopbackHost } from "./local-settings.ts";

export interface LocalTools {
  inbox: InboxStore;
  clock: LocalClock;
  issuer: OidcIssuer;
  /** Invokes the function root for who has root's key. */
  root(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/**
 * `/_local/*`: the inbox, the clock, the demo upstreams. Only for programs and pages of this machine: another site's
 * page that reaches the port, by its own name or by DNS rebinding, is told nothing.
 */
export const answerLocal = async (tools: LocalTools, request: IncomingMessage, response: ServerResponse) => {
  try {
    await answerPath(tools, request, response);
  } catch (error) {
    // A program that goes away in the middle of its request has nothing to be told, and ends nothing here.
    if (!request.errored && !response.destroyed) throw error;
  }
};

const answerPath = async (tools: LocalTools, request: IncomingMessage, response: ServerResponse) => {
  if (!isFromThisMachine(request)) return sendText(response, 403, "Only from this machine.\n");
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const method = request.method ?? "GET";
  if (pathname.startsWith("/_local/upstreams/")) return answerDemo(request, response);
  if (pathname === "/_local/clock") return answerClock(tools.clock, request, response);
  if (pathname === ROOT_PATH) return tools.root(request, response);
  if (pathname === "/_local/token" && method === "POST") return answerToken(tools.issuer, request, response);
  const answer = await answerInbox(tools.inbox, method, pathname);
  if (!answer) return sendText(response, 404, "There is nothing here.\n");
  response.writeHead(answer.status, answer.headers).end(method === "HEAD" ? undefined : answer.body);
};

const isFromThisMachine = ({ headers }: IncomingMessage): boolean => {
  const host = hostNameOf(`http://${headers.host ?? ""}`);
  if (host === undefined || !isLoopbackHost(host)) return false;
  const { origin } = headers;
  return origin === undefined || origin === `http://${headers.host}`;
};

const hostNameOf = (url: string): string | undefined =>
  URL.canParse(url) ? new URL(url).hostname : undefined;

const answerClock = async (clock: LocalClock, request: IncomingMessage, response: ServerResponse) => {
  if (request.method === "PUT") {
    const { offsetSeconds } = (await readJson(request)) as { offsetSeconds?: unknown };
    if (typeof offsetSeconds !== "number" || !Number.isSafeInteger(offsetSeconds))
      return sendText(response, 400, "offsetSeconds is a whole number.\n");
    await clock.setOffsetSeconds(offsetSeconds);
  }
  sendJson(response, 200, { offsetSeconds: clock.offsetSeconds(), now: new Date(clock.now()).toISOString() });
};

/** An ID token without a browser, for curl and tests: a user of this machine may sign in as whichever person it names, here as in the browser. */
const answerToken = async (issuer: OidcIssuer, request: IncomingMessage, response: ServerResponse) => {
  const { email, expiresIn } = (await readJson(request)) as { email?: unknown; expiresIn?: unknown };
  if (typeof email !== "string" || !email.includes("@")) return sendText(response, 400, "email is needed.\n");
  const idToken = await issuer.issueIdToken({
    email,
    ...(typeof expiresIn === "number" ? { expiresIn } : {}),
  });
  sendJson(response, 200, { idToken });
};
