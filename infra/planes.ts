import { ACCESS_LOG } from "@latchkey/functions/routes/access-log";
import { gatewayResponses, type Plane } from "@latchkey/functions/routes/gateway-responses";
import { RETENTION_DAYS } from "./lambda.ts";
import { prefix, settings } from "./stage.ts";

/** Never cached, and asked for every request, whatever it carries: every request has a method. */
export const AUTHORIZER = { ttl: 0, identitySource: "context.httpMethod" } as const;

const TITLES = { control: "Control", gateway: "Gateway" } as const;
const HOSTS = { control: "api", gateway: "gateway" } as const;

const restApi = (plane: Plane) => {
  const api = new sst.aws.ApiGatewayV1(TITLES[plane], {
    endpoint: { type: "regional" },
    // Ours, if any: SST's answers every preflight with *.
    cors: false,
    ...(settings.domain ? { domain: { name: `${HOSTS[plane]}.${settings.domain}` } } : {}),
    transform: {
      api: {
        name: `${prefix}-${plane}`,
        // Bodies arrive as the bytes they are; text would be repaired, and signatures would not fit any more.
        binaryMediaTypes: ["*/*"],
        disableExecuteApiEndpoint: settings.domain !== undefined,
      },
      domainName: { securityPolicy: "TLS_1_2" },
      accessLog: {
        name: `/aws/vendedlogs/apis/${prefix}-${plane}`,
        retentionInDays: RETENTION_DAYS[settings.logRetention],
      },
      stage: (stage) => {
        stage.accessLogSettings = $resolve([stage.accessLogSettings]).apply(([given]) => {
          if (!given) throw new Error("SST has made no access log.");
          return { ...given, format: JSON.stringify(ACCESS_LOG) };
        });
      },
      deployment: (deployment, options) => {
        // A deployment is a copy: what it is not told of changes only with the next route.
        deployment.triggers = $output(deployment.triggers).apply((routes) => ({
          ...routes,
          gatewayResponses: JSON.stringify(gatewayResponses(plane)),
          authorizer: JSON.stringify(AUTHORIZER),
        }));
        options.dependsOn = responses;
      },
    },
  });
  const responses = Object.entries(gatewayResponses(plane)).map(
    ([responseType, { statusCode, headers, template }]) =>
      new aws.apigateway.Response(`${TITLES[plane]}Response${responseType}`, {
        restApiId: api.nodes.api.id,
        responseType,
        statusCode: String(statusCode),
        responseParameters: Object.fromEntries(
          Object.entries(headers).map(([header, value]) => [
            `gatewayresponse.header.${header}`,
            `'${value}'`,
          ]),
        ),
        responseTemplates: { "application/json": template },
      }),
  );
  return api;
};

export const control = restApi("control");
export const gateway = restApi("gateway");

/** Without a slash at the end. API Gateway's own addresses have the stage as their path. */
const urlOf = (api: sst.aws.ApiGatewayV1, plane: Plane) =>
  settings.domain
    ? $output(`https://${HOSTS[plane]}.${settings.domain}`)
    : $interpolate`https://${api.nodes.api.id}.execute-api.${settings.region}.amazonaws.com/${$app.stage}`;

export const controlUrl = urlOf(control, "control");
export const gatewayUrl = urlOf(gateway, "gateway");
