import { PORTAL_CACHING } from "@latchkey/functions/routes/portal-headers";
import { issuer } from "./issuer.ts";
import { cliClientId, clientId } from "./people.ts";
import { controlUrl, gatewayUrl } from "./planes.ts";
import { portalFiles } from "./portal.ts";
import { probe } from "./probe.ts";
import { brandConfig } from "./settings-portal.ts";
import { settings } from "./stage.ts";

/**
 * Tells the portal where everything is. Not part of its build: one build fits every stage, and Cognito gives the
 * client its id only after it has heard where the portal is.
 */
new aws.s3.BucketObjectv2("PortalConfig", {
  bucket: portalFiles.name,
  key: "config.json",
  content: $jsonStringify({
    controlUrl,
    gatewayUrl,
    issuer,
    clientId,
    cliClientId,
    ...(probe ? { probe } : {}),
    ...brandConfig(settings),
  }),
  contentType: "application/json; charset=utf-8",
  cacheControl: PORTAL_CACHING.other,
});
