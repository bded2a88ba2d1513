import { serviceOperations } from "@latchkey/aws/stores/service-table";
import { isoTime } from "@latchkey/core/clock";
import { once } from "@latchkey/core/once";
import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { createPathReader } from "../call/path-reader.ts";
import { createThroughEdge } from "../call/through-edge.ts";
import { callKeyRings, callTable } from "../composition/call-dependencies.ts";
import { now } from "../composition/clock.ts";
import { countedLine } from "../composition/counted-lines.ts";
import { measure } from "../composition/metrics.ts";
import { random } from "../composition/random.ts";
import { rehasher } from "../composition/rehasher.ts";
import { settings } from "../composition/settings.ts";
import { verdicts } from "../composition/verdicts.ts";
import { createAuthorizerHandler } from "./authorizer.ts";
import { createCacheMetrics } from "./cache-metrics.ts";
import type { HttpEvent } from "./http-request.ts";
import { createPeople } from "./people.ts";
import { createSealPending } from "./seal-pending-call.ts";

const cacheMetrics = once(() =>
  createCacheMetrics(() => {
    const { records, places, tokens, passwords } = verdicts().figures();
    return { records, places, tokens, passwords };
  }, measure),
);

const authorize = once(() => {
  const stage = settings();
  return createAuthorizerHandler({
    authorizer: verdicts(),
    people: stage.LATCHKEY_OIDC_ISSUER
      ? createPeople(stage.LATCHKEY_OIDC_ISSUER, stage.LATCHKEY_OIDC_CLIENT_ID, stage.LATCHKEY_ADMINS)
      : undefined,
    apis: { control: stage.LATCHKEY_CONTROL_API, gateway: stage.LATCHKEY_GATEWAY_API },
    services: stage.LATCHKEY_SERVICES,
    throughEdge: createThroughEdge(stage.LATCHKEY_EDGE_SECRETS),
    sealPending: createSealPending(callKeyRings(), stage.LATCHKEY_GATEWAY_API, random),
    now,
    paths: createPathReader(serviceOperations(callTable())),
    rehasher: rehasher(),
    refused: (line) => {
      const timed = { at: isoTime(now()), ...line };
      console.log(JSON.stringify({ message: "refused", ...timed }));
      countedLine("refused", timed);
    },
  });
});

export const handler = async (event: APIGatewayRequestAuthorizerEvent | HttpEvent) => {
  try {
    return await authorize()(event);
  } finally {
    cacheMetrics()(now());
  }
};
