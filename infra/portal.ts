import { PORTAL_CACHING, portalHeaders } from "@latchkey/functions/routes/portal-headers";
import { encryptBucket } from "./encrypt-bucket.ts";
import { issuer, issuerOrigins } from "./issuer.ts";
import { controlUrl, gatewayUrl } from "./planes.ts";
import "./portal-old-address.ts";
import { settings } from "./stage.ts";

const TWO_YEARS_IN_SECONDS = 2 * 365 * 86_400;

/** Of these CloudFront has settings of its own, and takes them as no others. */
const SECURITY_HEADERS = ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"];

const headers = $resolve({ controlUrl, gatewayUrl, issuer, issuerOrigins }).apply(portalHeaders);

/**
 * A policy, not a function at the edge: CloudFront runs none on answers of 400 and more (CloudFront Developer Guide,
 * "Restrictions on all edge functions"), and those need the headers too.
 */
const headersPolicy = new aws.cloudfront.ResponseHeadersPolicy("PortalHeaders", {
  // Named by Pulumi: CloudFront is one for all regions, and a stage may be in two.
  securityHeadersConfig: {
    contentSecurityPolicy: {
      contentSecurityPolicy: headers["Content-Security-Policy"],
      override: true,
    },
    contentTypeOptions: { override: true },
    referrerPolicy: { referrerPolicy: headers["Referrer-Policy"], override: true },
    strictTransportSecurity: { accessControlMaxAgeSec: TWO_YEARS_IN_SECONDS, override: true },
  },
  customHeadersConfig: {
    items: headers.apply((all) =>
      Object.entries(all)
        .filter(([header]) => !SECURITY_HEADERS.includes(header))
        .map(([header, value]) => ({ header, value, override: true })),
    ),
  },
});

/** The control plane as an origin of CloudFront's: a stage without a domain has a path in its address. */
const originOf = (url: string) => {
  const { hostname, pathname } = new URL(url);
  return {
    originId: "control",
    domainName: hostname,
    originPath: pathname.replace(/\/$/, ""),
    customOriginConfig: {
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy: "https-only",
      originSslProtocols: ["TLSv1.2"],
    },
  };
};

/** CachingOptimized of AWS's: for as long as the answer says, and no header, cookie or query of the caller is passed on. */
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

/** What anybody reads at the portal's origin, of which the control plane knows the answer (RFC 9727). */
const apiCatalog = {
  pathPattern: "/.well-known/api-catalog",
  targetOriginId: "control",
  viewerProtocolPolicy: "redirect-to-https",
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  compress: true,
  cachePolicyId: CACHING_OPTIMIZED,
  responseHeadersPolicyId: headersPolicy.id,
};

const account = aws.getCallerIdentityOutput().accountId;

/** The built portal, on an origin of its own. What the stage's addresses are, it reads from `config.json` beside it. */
const site = new sst.aws.StaticSite("Portal", {
  path: "packages/portal",
  build: { command: "npm run build", output: "dist" },
  // Not among the sources: the portal reads nothing from its environment.
  vite: { types: "../../.sst/portal-env.d.ts" },
  // In `sst dev` too: people sign in there and mails lead there.
  dev: false,
  ...(settings.domain ? { domain: { name: `portal.${settings.domain}` } } : {}),
  assets: {
    // A page that was opened before a deploy still asks for the files that it was built with.
    purge: false,
    routes: ["/config.json"],
    fileOptions: [
      { files: "**", cacheControl: PORTAL_CACHING.other },
      { files: "**/*.md", contentType: "text/markdown; charset=utf-8", cacheControl: PORTAL_CACHING.other },
      { files: `${PORTAL_CACHING.immutableFolder}/**`, cacheControl: PORTAL_CACHING.immutable },
    ],
  },
  transform: {
    assets: (bucket) => {
      bucket.cors = false;
      // SST's own lets CloudFront as a whole in: everybody's distributions.
      bucket.access = undefined;
      bucket.policy = [
        {
          principals: [{ type: "service", identifiers: ["cloudfront.amazonaws.com"] }],
          actions: ["s3:GetObject"],
          paths: ["*"],
          conditions: [
            {
              test: "ArnLike",
              variable: "aws:SourceArn",
              values: [$interpolate`arn:aws:cloudfront::${account}:distribution/*`],
            },
          ],
        },
      ];
    },
    cdn: (cdn) => {
      // Its address is known at once, and what is made after it need not wait for every edge.
      cdn.wait = false;
      cdn.transform = { distribution: { httpVersion: "http2and3", isIpv6Enabled: true } };
      cdn.defaultCacheBehavior = $resolve([cdn.defaultCacheBehavior]).apply(([behavior]) => ({
        ...behavior,
        allowedMethods: ["GET", "HEAD"],
        responseHeadersPolicyId: headersPolicy.id,
      }));
      cdn.origins = $resolve({ origins: cdn.origins, controlUrl }).apply(({ origins, controlUrl: url }) => [
        ...origins,
        originOf(url),
      ]);
      cdn.orderedCacheBehaviors = [apiCatalog];
    },
  },
});

const { assets, cdn } = site.nodes;
if (!cdn) throw new Error("SST has made no distribution for the portal.");
if (!assets) throw new Error("SST has made no bucket for the portal.");
export const portalFiles = assets;
encryptBucket("PortalAssets", portalFiles);

/** Where people go; an origin, so that the control plane can name it. Without a slash at the end. */
export const portalUrl = settings.domain ? $output(`https://portal.${settings.domain}`) : site.url;

/** CloudFront's own name of it, under which it answers too. */
export const portalDistributionUrl = cdn.url;
