import { isoTime } from "@latchkey/core/clock";
import { once } from "@latchkey/core/once";
import { readOffered } from "@latchkey/core/service/catalog";
import * as z from "zod/mini";
import { ownHostsOfStage } from "../composition/own-hosts.ts";
import { reach } from "../composition/reach.ts";
import { settings } from "../composition/settings.ts";
import { createUpstreamAgents } from "../gateway/upstream/upstream-agents.ts";
import { operation } from "../http/operation.ts";
import { createToolsOfService } from "../tools/tools-of-service.ts";

export const ToolView = z.object({
  name: z.string(),
  title: z.optional(z.string()),
  description: z.optional(z.string()),
  inputSchema: z.optional(z.record(z.string(), z.unknown())),
});

export const ToolsProblem = z.enum(["unreachable", "unauthorized", "not-mcp", "too-many"]);

export const ToolsReport = z.object({
  items: z.array(ToolView),
  askedAt: z.string(),
  problem: z.optional(ToolsProblem),
});

const toolsOfService = /* @__PURE__ */ once(() =>
  createToolsOfService({
    agents: createUpstreamAgents(reach(), ownHostsOfStage()),
    gatewayUrl: settings().LATCHKEY_GATEWAY_URL,
  }),
);

/** Asked of the server itself. */
export const listServiceTools = operation({
  summary: "The tools of an MCP service, as its server lists them.",
  answer: ToolsReport,
  handle: async (work, { params, requestId }) => {
    const service = await readOffered(work, params["service"] ?? "");
    const { askedAt, ...tools } = await toolsOfService()(
      { keys: work.keys, now: work.now, requestId },
      service,
    );
    return { status: 200, body: { ...tools, askedAt: isoTime(askedAt) }, etag: "of-content" };
  },
});
