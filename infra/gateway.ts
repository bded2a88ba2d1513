import { GATEWAY_ROUTES } from "@latchkey/functions/routes/gateway-routes";
import { authorizeRequests } from "./authorizer.ts";
import { readKeys } from "./keys.ts";
import { lambda } from "./lambda.ts";
import { ownHosts } from "./own-hosts.ts";
import { controlUrl, deployPlane, edgeEnvironment, gateway, gatewayUrl } from "./planes.ts";
import { portalUrl } from "./portal.ts";
import { signedUpstreams, signingPermissions } from "./probe.ts";
import { released, releasesGradually } from "./release.ts";
import { ERRORS_OF_VERSION } from "./release-template.ts";
import { answer } from "./routes.ts";
import { networkEnvironment } from "./settings-network.ts";
import { settings } from "./stage.ts";
import { useItems } from "./table.ts";
import { versionEnvironment } from "./version.ts";

/** The longest that a REST API streams, and that a Lambda runs. */
const FIFTEEN_MINUTES_MS = 900_000;

/** Forwards calls to the services' upstreams. It pays for waiting, not for computing: little memory is enough. */
export const forward = lambda("gateway", {
  entry: "gateway/gateway-lambda",
  isOfCall: true,
  timeout: "15 minutes",
  memory: "512 MB",
  // A slow upstream holds these, and not the authorizer nor the account's other functions.
  reserved: settings.gatewayConcurrency,
  versions: releasesGradually,
  streaming: true,
  connects: true,
  environment: {
    ...versionEnvironment,
    LATCHKEY_CONTROL_URL: controlUrl,
    LATCHKEY_GATEWAY_URL: gatewayUrl,
    // People try services there: it may read every answer.
    LATCHKEY_PORTAL_URL: portalUrl,
    ...networkEnvironment(settings),
    ...ownHosts,
    ...signedUpstreams,
    ...edgeEnvironment,
    LATCHKEY_MAX_CONCURRENT_CALLS: String(settings.maxConcurrentCalls),
  },
  // GetItem for services; it and UpdateItem for the counters of limits, PutItem for what is told of quotas; PutItem for signatures that
  // may be used once, UpdateItem for when a credential was last used.
  permissions: [
    useItems("GetItem", "PutItem", "UpdateItem"),
    readKeys("data", "record", "assertion"),
    ...signingPermissions,
  ],
});

answer("gateway", gateway, GATEWAY_ROUTES, {
  title: "Gateway",
  function: released("gateway", forward, ERRORS_OF_VERSION),
  streamsFor: FIFTEEN_MINUTES_MS,
  authorizer: authorizeRequests(gateway).id,
});

deployPlane("gateway");
