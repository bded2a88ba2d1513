import { authorizerTable } from "@latchkey/aws/stores/authorizer-table";
import { serviceOperations } from "@latchkey/aws/stores/service-table";
import { isoTime } from "@latchkey/core/clock";
import { once } from "@latchkey/core/once";
import { LATCHKEY_SERVICE } from "@latchkey/core/service/service";
import { createAuthorizerWith, DEFAULT_AUTHORIZER_SETTINGS } from "@latchkey/core/verdict/authorize";
import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { createPathReader } from "../call/path-reader.ts";
import { createThroughEdge } from "../call/through-edge.ts";
import { callKeyRings, callTable } from "../composition/call-dependencies.ts";
import { callSettings } from "../composition/call-settings.ts";
import { now } from "../composition/clock.ts";
import { countedLine } from "../composition/counted-lines.ts";
import { measure } from "../composition/metrics.ts";
import { random } from "../composition/random.ts";
import { rehasher } from "../composition/rehasher.ts";
import { loadProver, verdicts } from "../composition/verdicts.ts";
import { warmUp } from "../composition/warm-up.ts";
import { type AuthorizerDependencies, createAuthorizerHandler } from "./authorizer.ts";
import { createCacheMetrics } from "./cache-metrics.ts";
import type { HttpEvent } from "./http-request.ts";
import { createPeople } from "./people.ts";
import { rehearsedCall } from "./rehearsed-call.ts";
import { createSealPending } from "./seal-pending-call.ts";

const cacheMetrics = once(() =>
  createCacheMetrics(() => {
    const { records, places, tokens, passwords } = verdicts().figures();
    return { records, places, tokens, passwords };
  }, measure),
);

/** The portal's, and the command line's where the stage has one. */
const clientIdsOf = (stage: ReturnType<typeof callSettings>): string[] =>
  [stage.LATCHKEY_OIDC_CLIENT_ID, stage.LATCHKEY_OIDC_CLI_CLIENT_ID].filter((id) => id !== "");

const dependencies = once((): AuthorizerDependencies => {
  const stage = callSettings();
  return {
    authorizer: verdicts(),
    people: stage.LATCHKEY_OIDC_ISSUER
      ? createPeople(stage.LATCHKEY_OIDC_ISSUER, clientIdsOf(stage), stage.LATCHKEY_ADMINS)
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
  };
});
const authorize = once(() => createAuthorizerHandler(dependencies()));

export const handler = async (event: APIGatewayRequestAuthorizerEvent | HttpEvent) => {
  try {
    return await authorize()(event);
  } finally {
    cacheMetrics()(now());
  }
};

/** One item that all verdicts share: what counts is that the connection stands. */
const connect = () =>
  authorizerTable(callTable()).read({
    slug: LATCHKEY_SERVICE,
    callers: [],
    service: false,
    suspendedTeams: true,
  });

/** After so many the code of a verdict has been compiled. */
const REHEARSALS = 4;

/** Verdicts on a call without a consumer, each as if nothing were remembered. */
const rehearse = async (): Promise<void> => {
  const { table, keys, apis, event } = rehearsedCall();
  for (let time = 0; time < REHEARSALS; time += 1) {
    const authorizer = createAuthorizerWith(
      authorizerTable(table),
      keys,
      DEFAULT_AUTHORIZER_SETTINGS,
      loadProver,
    );
    const answer = createAuthorizerHandler({
      ...dependencies(),
      authorizer,
      apis,
      throughEdge: (same) => same,
      refused: () => {},
    });
    await answer(event());
  }
};

/** Read while the network answers, so that no call waits for the file. */
const loadSeldom = () => import("../composition/seldom.ts");

// Where Lambda loads it: on one machine nothing waits for a first call.
if (process.env["AWS_LAMBDA_FUNCTION_NAME"] !== undefined)
  await warmUp([
    () => callKeyRings().ring("pepper"),
    () => callKeyRings().ring("data"),
    connect,
    rehearse,
    loadSeldom,
  ]);
