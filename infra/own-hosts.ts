import { issuer, issuerOrigins } from "./issuer.ts";
import { control, controlUrl, edge, gateway, gatewayUrl } from "./planes.ts";
import { portalDistributionUrl, portalUrl } from "./portal.ts";
import { settings } from "./stage.ts";

/** A host, or with what follows it where the host is AWS's and shared with others: a Cognito pool's. */
const entryOf = (url: string): string => {
  const { host, pathname } = new URL(url);
  return `${host}${pathname.replace(/\/+$/, "")}`;
};

/** The host of the planes, without the name of the stage that follows it. */
const hostOf = (url: string): string => new URL(url).host;

/**
 * Where this stage itself answers: no service, webhook or key address of a team may lead there. By name alone: the
 * addresses of API Gateway and CloudFront are shared with others' APIs, and answer to no name but those of the stage.
 */
export const ownHosts = {
  LATCHKEY_OWN_HOSTS: $resolve({
    controlUrl,
    gatewayUrl,
    portalUrl,
    portalDistributionUrl,
    issuer,
    issuerOrigins,
    controlApi: control.nodes.api.id,
    gatewayApi: gateway.nodes.api.id,
    edgeUrl: edge?.distributionUrl ?? gatewayUrl,
  }).apply((stage) =>
    [
      ...[stage.controlUrl, stage.gatewayUrl, stage.portalUrl, stage.portalDistributionUrl].map(hostOf),
      ...(settings.signatureEdge ? [hostOf(stage.edgeUrl)] : []),
      ...[stage.issuer, ...stage.issuerOrigins].map(entryOf),
      `api:${stage.controlApi}`,
      `api:${stage.gatewayApi}`,
    ].join(","),
  ),
};
