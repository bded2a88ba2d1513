import { ACCESS_LOG } from "@latchkey/functions/routes/access-log";
import type { Plane } from "@latchkey/functions/routes/gateway-responses";
import { takenOverFrom } from "./gateway-name.ts";
import { RETENTION_DAYS } from "./lambda.ts";
import { LIVE } from "./release-template.ts";
import { signatureEdge } from "./signature-edge.ts";
import { prefix, settings } from "./stage.ts";

/** Never cached, and invoked for every request: the identity source is one that every request has (docs/decisions/0102). */
export const AUTHORIZER = { ttl: 0, identitySource: settings.identitySource };

export const TITLES = { control: "Control", gateway: "Gateway" } as const;
const HOSTS = { control: "api", gateway: "gateway" } as const;

interface GatewayResponses {
  /** All of them as JSON: what changes when one of them does. */
  documents: $util.Output<string>;
  responses: aws.apigateway.Response[];
}
const gatewayResponses = new Map<Plane, GatewayResponses>();

/** Tells what a plane answers by itself: said before it is deployed, in `gateway-responses.ts`, since that names the portal. */
export const answerByItself = (plane: Plane, answers: GatewayResponses) =>
  gatewayResponses.set(plane, answers);

/** With an edge in front, the domain is the edge's, which calls the API by AWS's name for it. */
const hasOwnDomain = (plane: Plane) =>
  settings.domain !== undefined && !(plane === "gateway" && settings.signatureEdge);

const hidesDefaultEndpoint = (plane: Plane) => hasOwnDomain(plane) && !settings.keepDefaultEndpoint;

const domainOf = (plane: Plane) => ({
  name: `${HOSTS[plane]}.${settings.domain}`,
  ...(plane === "gateway" ? { dns: takenOverFrom("edge") } : {}),
});

const restApi = (plane: Plane) => {
  return new sst.aws.ApiGatewayV1(TITLES[plane], {
    endpoint: { type: "regional" },
    // Ours, if any: SST's answers every preflight with *.
    cors: false,
    ...(hasOwnDomain(plane) ? { domain: domainOf(plane) } : {}),
    transform: {
      api: {
        name: `${prefix}-${plane}`,
        // Bodies arrive as the bytes they are; text would be repaired, and signatures would not fit any more.
        binaryMediaTypes: ["*/*"],
        disableExecuteApiEndpoint: hidesDefaultEndpoint(plane),
      },
      // Routes of the last version were SST's own: theirs are these, or a method would be made twice.
      route: {
        args: (_, options) => {
          options.aliases = [{ type: "sst:aws:ApiGatewayV1LambdaRoute" }];
        },
      },
      domainName: { securityPolicy: "TLS_1_2" },
      accessLog: {
        name: `/aws/vendedlogs/apis/${prefix}-${plane}`,
        retentionInDays: RETENTION_DAYS[settings.logRetention],
      },
      stage: (stage, options) => {
        // A stage that tells of a domain waits until its certificate is valid.
        if (hasOwnDomain(plane)) options.dependsOn = $output(domains[plane].promise);
        stage.accessLogSettings = $resolve([stage.accessLogSettings]).apply(([given]) => {
          if (!given) throw new Error("SST has made no access log.");
          return { ...given, format: JSON.stringify(ACCESS_LOG) };
        });
      },
      deployment: (deployment, options) => {
        const answers = gatewayResponses.get(plane);
        if (!answers) throw new Error(`${TITLES[plane]} is deployed before it knows its own answers.`);
        // A deployment is a copy: what it is not told of changes only with the next route.
        const { documents } = answers;
        deployment.triggers = $resolve({ routes: deployment.triggers, documents }).apply((told) => ({
          ...told.routes,
          gatewayResponses: told.documents,
          authorizer: JSON.stringify({ ...AUTHORIZER, ...(settings.gradualRelease ? { alias: LIVE } : {}) }),
          // It takes effect with the next change of the stage: an edge would be refused until then.
          defaultEndpoint: hidesDefaultEndpoint(plane) ? "disabled" : "enabled",
        }));
        options.dependsOn = answers.responses;
      },
    },
  });
};

/** The domain of each plane, once SST has asked for it: it does so after the stage, which has to wait for it. */
const domains = {
  control: Promise.withResolvers<$util.Output<$util.Resource>>(),
  gateway: Promise.withResolvers<$util.Output<$util.Resource>>(),
};

/** When all its routes are there. */
export const deployPlane = (plane: Plane) => {
  const api = { control, gateway }[plane];
  api.deploy();
  if (hasOwnDomain(plane)) domains[plane].resolve($output(api.nodes.domainName));
};

export const control = restApi("control");
export const gateway = restApi("gateway");
export const edge = signatureEdge(gateway);

/** Without a slash at the end. API Gateway's own addresses have the stage as their path. */
const urlOf = (api: sst.aws.ApiGatewayV1, plane: Plane) =>
  settings.domain
    ? $output(`https://${HOSTS[plane]}.${settings.domain}`)
    : $interpolate`https://${api.nodes.api.id}.execute-api.${settings.region}.amazonaws.com/${$app.stage}`;

export const controlUrl = urlOf(control, "control");
export const gatewayUrl = edge?.url ?? urlOf(gateway, "gateway");

/** What the authorizer and the gateway know the edge by. */
export const edgeEnvironment: Record<string, $util.Output<string>> = edge
  ? { LATCHKEY_EDGE_SECRETS: $output(edge.secrets).apply((secrets) => secrets.join(",")) }
  : {};
