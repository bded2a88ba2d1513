import type { CatalogService } from "../api/resources.ts";
import { PLATFORM_SERVICE } from "../catalog/platform-service.ts";
import type { PortalConfig } from "../config/portal-config.ts";
import { firstOperationSample, type OperationSample } from "../reference/operation-sample.ts";
import { isBelow } from "../reference/try-address.ts";

export interface ServiceSample extends Omit<OperationSample, "path"> {
  /** The whole address. */
  url: string;
  /** Whether neither the provider's sample nor its document says what to call. */
  isGuess: boolean;
}

type Sampled = Pick<CatalogService, "kind" | "sample" | "openapi">;
type Addresses = Pick<PortalConfig, "gatewayUrl" | "controlUrl">;

/** In OpenAI's dialect. The model is for the reader to fill in. */
const CHAT: OperationSample = {
  method: "POST",
  path: "/v1/chat/completions",
  headers: {},
  body: JSON.stringify({ model: "MODEL", messages: [{ role: "user", content: "Hello" }] }),
};
/** At the service's very address: many servers of MCP know no other, not even with a slash at its end. */
const LIST: OperationSample = {
  method: "POST",
  path: "",
  headers: { Accept: "application/json, text/event-stream" },
  body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
};
const ROOT: OperationSample = { method: "GET", path: "/", headers: {} };
const GUESSES: Record<CatalogService["kind"], OperationSample> = { rest: ROOT, ai: CHAT, mcp: LIST };
const ME: OperationSample = { method: "GET", path: "/v1/me", headers: {} };

/**
 * A call that works: the provider's own sample, else the first operation of its document, else a guess by the service's
 * kind. Dot segments of a document's path would take the credential to another service: such a path is none.
 */
export const serviceSample = (
  slug: string,
  service: Sampled | undefined,
  { gatewayUrl, controlUrl }: Addresses,
): ServiceSample => {
  if (slug === PLATFORM_SERVICE) return { ...atAddress(ME, controlUrl), isGuess: false };
  const address = `${gatewayUrl}/${slug}`;
  const named = service?.sample && { ...service.sample, headers: service.sample.headers ?? {} };
  const described = service?.openapi && firstOperationSample(service.openapi);
  const own = [named, described].find((each) => each && isBelow(address, `${address}${each.path}`));
  if (own) return { ...atAddress(own, address), isGuess: false };
  const guess = service === undefined ? ROOT : GUESSES[service.kind];
  return { ...atAddress(guess, address), isGuess: true };
};

const atAddress = ({ path, ...call }: OperationSample, address: string) => ({
  ...call,
  url: new URL(`${address}${path}`).href,
});
