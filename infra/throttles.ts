import { control, gateway } from "./planes.ts";
import { methodThrottles, type Throttle } from "./settings-isolation.ts";
import { settings } from "./stage.ts";

/** All methods of a stage that have no throttle of their own: each has a bucket for itself. */
const ALL = "*/*";

/** One after the other: each is a change of the same stage. */
const throttle = (
  title: string,
  api: sst.aws.ApiGatewayV1,
  throttles: readonly (readonly [string, Throttle])[],
) => {
  const { stage } = api.nodes;
  if (!stage) throw new Error("A plane is throttled after it is deployed.");
  let before: aws.apigateway.MethodSettings[] = [];
  for (const [route, { rate, burst }] of throttles)
    before = [
      new aws.apigateway.MethodSettings(
        `${title}Throttle${nameOf(route)}`,
        {
          restApi: api.nodes.api.id,
          stageName: stage.stageName,
          methodPath: methodPathOf(route),
          settings: { throttlingRateLimit: rate, throttlingBurstLimit: burst },
        },
        { dependsOn: before },
      ),
    ];
};

/** `POST /v1/verify` → `v1/verify/POST`, as a stage calls it. */
const methodPathOf = (route: string): string => {
  const [method, path] = route.split(" ");
  return path === undefined ? route : `${path.slice(1)}/${method}`;
};

/** `POST /v1/verify` → `POSTV1Verify` */
const nameOf = (route: string): string =>
  route === ALL
    ? ""
    : route
        .replaceAll(/[^a-z0-9]+([a-z])/gi, (_, first: string) => first.toUpperCase())
        .replaceAll(/[^a-z0-9]/gi, "");

const all = (rate: number, burst: number) => (rate > 0 ? [[ALL, { rate, burst }] as const] : []);

throttle("Control", control, [
  ...all(settings.controlRate, settings.controlBurst),
  ...methodThrottles(settings),
]);
throttle("Gateway", gateway, all(settings.gatewayRate, settings.gatewayBurst));
