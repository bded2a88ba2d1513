import { readKeys } from "./keys.ts";
import { lambda } from "./lambda.ts";
import { ownHosts } from "./own-hosts.ts";
import { people } from "./people.ts";
import { AUTHORIZER, control, controlUrl, edgeEnvironment, gateway, gatewayUrl } from "./planes.ts";
import { released, releasesGradually } from "./release.ts";
import { callsEnvironment } from "./settings-calls.ts";
import { networkEnvironment } from "./settings-network.ts";
import { settings } from "./stage.ts";
import { useIndexes, useItems } from "./table.ts";

/** One function for both planes; which of them an event is from, it tells by the API's id. */
export const authorizer = lambda("authorizer", {
  entry: "authorizer/authorizer-lambda",
  isOfCall: true,
  splitting: true,
  timeout: "10 seconds",
  // One whole virtual CPU: a cold start is mostly CPU.
  memory: "1769 MB",
  reserved: settings.authorizerConcurrency,
  versions: releasesGradually,
  connects: true,
  environment: {
    ...people,
    LATCHKEY_CONTROL_URL: controlUrl,
    LATCHKEY_GATEWAY_URL: gatewayUrl,
    LATCHKEY_CONTROL_API: control.nodes.api.id,
    LATCHKEY_GATEWAY_API: gateway.nodes.api.id,
    ...callsEnvironment(settings),
    LATCHKEY_REVOCATION_SECONDS: String(settings.revocationSeconds),
    ...networkEnvironment(settings),
    ...ownHosts,
    ...edgeEnvironment,
  },
  // It writes one thing only: the new hash of a key that a former pepper has hashed, at a provider's own API.
  permissions: [
    useItems("BatchGetItem", "PutItem", "UpdateItem"),
    // Whether a credential names the issuer of a token that is presented beside another credential.
    useIndexes("gsi2"),
    // Of access tokens the public halves alone: it checks them, and can make none.
    readKeys("pepper", "data", "record", "token-public"),
  ],
});

// Not Lambda's errors: a wrong credential is one.
const invoked = released("authorizer", authorizer, {
  description: "The authorizer fails while a version of it is being released.",
  namespace: `Latchkey/${$app.stage}`,
  metric: "AuthorizerFailures",
  dimensions: {},
});

export const authorizeRequests = (api: sst.aws.ApiGatewayV1) =>
  api.addAuthorizer({ name: "credentials", requestFunction: invoked.arn, ...AUTHORIZER });
