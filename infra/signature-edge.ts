import { EDGE_FUNCTION, EDGE_HEADERS } from "@latchkey/functions/routes/signature-edge";
import { takenOverFrom } from "./gateway-name.ts";
import { settings } from "./stage.ts";

/** CloudFront's managed policies, which have these ids in every account. */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

/** The longest that a new distribution waits for the next piece of an answer. */
const READ_TIMEOUT_SECONDS = 60;

/** Imported when it runs: `sst install` reads this program before the packages of SST's platform are there. */
const { RandomPassword } = await import("@pulumi/random");

const secretOf = (number: number) =>
  new RandomPassword(`EdgeSecret${number}`, { length: 43, special: false }).result;

interface SignatureEdge {
  /** Where clients call, and CloudFront's own name for it, which answers too. Without a slash at the end. */
  url: $util.Output<string>;
  distributionUrl: $util.Output<string>;
  /** The current secret and the one before it: edges all over the world learn of a new one within minutes. */
  secrets: [$util.Output<string>, $util.Output<string>];
}

/**
 * CloudFront in front of the gateway, for where API Gateway drops an `Authorization` that holds a Signature Version 4: the function
 * hands it on under a name that nothing drops.
 */
const edgeOf = (api: sst.aws.ApiGatewayV1): SignatureEdge => {
  const number = settings.edgeSecretNumber;
  const secrets: SignatureEdge["secrets"] = [secretOf(number), secretOf(number - 1)];
  const carry = new aws.cloudfront.Function("GatewayEdgeFunction", {
    runtime: "cloudfront-js-2.0",
    comment: "Hands Authorization on under another name.",
    code: EDGE_FUNCTION,
    publish: true,
  });
  const cdn = new sst.aws.Cdn("GatewayEdge", {
    comment: `Latchkey's gateway, ${$app.stage}`,
    origins: [
      {
        originId: "gateway",
        domainName: $interpolate`${api.nodes.api.id}.execute-api.${settings.region}.amazonaws.com`,
        originPath: `/${$app.stage}`,
        customHeaders: [{ name: EDGE_HEADERS.secret, value: secrets[0] }],
        customOriginConfig: {
          httpPort: 80,
          httpsPort: 443,
          originProtocolPolicy: "https-only",
          originSslProtocols: ["TLSv1.2"],
          originReadTimeout: READ_TIMEOUT_SECONDS,
          originKeepaliveTimeout: READ_TIMEOUT_SECONDS,
        },
      },
    ],
    defaultCacheBehavior: {
      targetOriginId: "gateway",
      viewerProtocolPolicy: "https-only",
      allowedMethods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
      cachedMethods: ["GET", "HEAD"],
      compress: false,
      cachePolicyId: CACHING_DISABLED,
      originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
      functionAssociations: [{ eventType: "viewer-request", functionArn: carry.arn }],
    },
    ...(settings.domain ? { domain: { name: `gateway.${settings.domain}`, dns: takenOverFrom("api") } } : {}),
    // The name leads here only once every edge knows it; CloudFront's own name for it is known at once.
    wait: settings.domain !== undefined,
    transform: {
      // As API Gateway's own addresses: a credential's `allowedIps` would not know a client's second address.
      distribution: { httpVersion: "http2and3", isIpv6Enabled: false },
    },
  });
  const url = settings.domain ? $output(`https://gateway.${settings.domain}`) : cdn.url;
  return { url, distributionUrl: cdn.url, secrets };
};

let made: SignatureEdge | undefined;

/** Nothing in a stage without it. */
export const signatureEdge = (api: sst.aws.ApiGatewayV1): SignatureEdge | undefined => {
  if (settings.signatureEdge) made ??= edgeOf(api);
  return made;
};
