import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import type { PortalBrand } from "@latchkey/functions/routes/portal-brand";
import { PORTAL_CACHING, type PortalTargets, portalHeaders } from "@latchkey/functions/routes/portal-headers";
import { encoded, type PortalFile, readPortalFiles } from "./portal-files.ts";

export interface PortalSettings extends PortalTargets {
  clientId: string;
  /** As whom the command line signs people in. */
  cliClientId?: string;
  brand?: PortalBrand;
  publicCatalog?: boolean;
}

/** Answers what belongs to the portal; false for what belongs to the API. */
export type ServePortal = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

const BUILT = fileURLToPath(new URL("../../../portal/dist", import.meta.url));

/** The control plane's own paths, for any `Accept` header. */
const API = /^\/(?:v1|\.well-known|approvals|invitations|_local|docs|healthz)(?:\/|$)/;

/**
 * Serves the built portal on the control plane's address. A path that is no file is one of the portal's own when a
 * browser asks for a page; a program that asks for it is answered by the API, with a problem.
 */
export const servePortal = async (settings: PortalSettings, folder = BUILT): Promise<ServePortal> => {
  const files = await readPortalFiles(folder);
  const headers = portalHeaders(settings);
  const { controlUrl, gatewayUrl, issuer, clientId, cliClientId, brand, publicCatalog } = settings;
  const config: PortalFile = {
    type: "application/json; charset=utf-8",
    bytes: Buffer.from(
      JSON.stringify({ controlUrl, gatewayUrl, issuer, clientId, cliClientId, brand, publicCatalog }),
    ),
    immutable: false,
    compressed: new Map(),
  };

  const fileFor = (path: string, wantsPage: boolean): PortalFile | undefined => {
    if (path === "/config.json") return config;
    const file = files.get(path);
    if (file || !(wantsPage || path === "/")) return file;
    return files.get(`${path.replace(/\/$/, "")}/index.html`) ?? files.get("/index.html");
  };

  return async (request, response) => {
    const { method = "GET", url = "/", headers: asked } = request;
    const path = url.split(/[?#]/, 1)[0] ?? "/";
    if ((method !== "GET" && method !== "HEAD") || API.test(path)) return false;
    const wantsPage = /\btext\/html\b/.test(asked.accept ?? "");
    const file = fileFor(path, wantsPage);
    if (!file) return false;
    const elsewhere = wantsPage ? canonical(controlUrl, asked.host, url) : undefined;
    if (elsewhere !== undefined) {
      response.writeHead(307, { ...headers, Location: elsewhere, "Cache-Control": "no-store" }).end();
      return true;
    }
    const { bytes, encoding } = await encoded(file, asked["accept-encoding"]);
    response.writeHead(200, {
      ...headers,
      "Content-Type": file.type,
      "Content-Length": bytes.length,
      "Cache-Control": file.immutable ? PORTAL_CACHING.immutable : PORTAL_CACHING.other,
      Vary: "Accept, Accept-Encoding",
      ...(encoding ? { "Content-Encoding": encoding } : {}),
    });
    response.end(method === "HEAD" ? undefined : bytes);
    return true;
  };
};

/** People who type `localhost` are sent to the address that the issuer sends them back to. */
const canonical = (controlUrl: string, host: string | undefined, path: string): string | undefined => {
  const own = new URL(controlUrl);
  return host === `localhost:${own.port}` && own.hostname !== "localhost"
    ? `${own.origin}${path}`
    : undefined;
};
