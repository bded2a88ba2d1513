import { TimedCache } from "@latchkey/core/cache/timed-cache";
import { loopId } from "@latchkey/core/gateway/cdn-loop";
import { requestHeaders } from "@latchkey/core/gateway/request-headers";
import { upstreamTarget } from "@latchkey/core/gateway/upstream-url";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import type { Service } from "@latchkey/core/service/service";
import { openHeaders } from "@latchkey/core/service/upstream-headers";
import { callUpstream } from "../gateway/upstream/forward.ts";
import type { UpstreamAgents } from "../gateway/upstream/upstream-agents.ts";
import { type ListedTools, listTools } from "./list-tools.ts";
import type { SendMessage } from "./mcp-session.ts";

export interface ToolsPorts {
  agents: UpstreamAgents;
  gatewayUrl: string;
}

export interface ToolsAt extends ListedTools {
  /** When the server was asked, in milliseconds since the epoch. */
  askedAt: number;
}

type Request = Readonly<{ keys: KeyRings; now: number; requestId: string }>;

export type ToolsOfService = (request: Request, service: Service) => Promise<ToolsAt>;

/** All pages together. Milliseconds. */
const MAX_MS = 10_000;
const KEPT_MS = 3_600_000;
/** A server that has failed is asked again soon, but not by every reader. */
const FAILED_MS = 30_000;
const MAX_SERVICES = 500;

/**
 * The tools of an MCP service, as its server tells them to the provider's own headers: asked for at most once an hour by
 * this instance, and again once the service has changed. One whose calls are signed with the gateway's role is not asked.
 */
export const createToolsOfService = ({ agents, gatewayUrl }: ToolsPorts): ToolsOfService => {
  const cache = new TimedCache<ToolsAt>(MAX_SERVICES, ({ problem }) =>
    problem === undefined || problem === "too-many" ? KEPT_MS : FAILED_MS,
  );

  const ask = async ({ keys, now, requestId }: Request, service: Service): Promise<ToolsAt> => {
    const { upstream } = service;
    if (service.kind !== "mcp") return { items: [], askedAt: now };
    const [key] = Object.values(upstream.keys ?? {});
    const sealed = { ...upstream.sealedHeaders, ...key?.sealedHeaders };
    const own =
      openHeaders(await keys.ring("data"), service.id, sealed) ??
      openHeaders(await keys.refresh("data"), service.id, sealed);
    if (!own || upstream.auth) return { items: [], problem: "unauthorized", askedAt: now };
    const target = upstreamTarget(upstream.url, "", []);
    const over = AbortSignal.timeout(MAX_MS);
    const send: SendMessage = async (method, headers, body) =>
      callUpstream(
        agents.at(now, service.team, target),
        {
          ...{ ...target, method, body: Buffer.from(body), timeoutMs: MAX_MS },
          headers: requestHeaders(headers, own, identityOf(requestId, gatewayUrl)),
        },
        over,
      );
    return { ...(await listTools(send)), askedAt: now };
  };

  return async (request, service) => {
    const name = `${service.id} ${service.revision}`;
    const { now } = request;
    return cache.get(name, now) ?? (await cache.fresh(name, now, () => ask(request, service)));
  };
};

/** Nobody calls: every header of a consumer is there and empty. */
const identityOf = (requestId: string, gatewayUrl: string) => ({
  consumer: { consumerId: "", consumerName: "", credentialId: "", subscriptionId: "", plan: "" },
  ...{ requestId, sourceIp: "", proto: "https" as const, host: new URL(gatewayUrl).host },
  loopId: loopId(gatewayUrl),
});
