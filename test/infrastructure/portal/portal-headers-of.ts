import { named } from "../graph/evaluate-stage.ts";
import type { Graph } from "../graph/graph.ts";

/** The headers of the portal's policy, as they go over the wire. */
export const portalHeadersOf = (graph: Graph): Record<string, string> => {
  const { securityHeadersConfig: security, customHeadersConfig: custom } = Object(
    named(graph, "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", "PortalHeaders").inputs,
  );
  return {
    "Content-Security-Policy": security.contentSecurityPolicy.contentSecurityPolicy,
    "Referrer-Policy": security.referrerPolicy.referrerPolicy,
    "X-Content-Type-Options": security.contentTypeOptions ? "nosniff" : "",
    "Strict-Transport-Security": `max-age=${security.strictTransportSecurity.accessControlMaxAgeSec}`,
    ...Object.fromEntries(
      custom.items.map((item: { header: string; value: string }) => [item.header, item.value]),
    ),
  };
};
