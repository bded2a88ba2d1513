import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { now } from "../composition/clock.ts";
import { keyRings, random } from "../composition/dependencies.ts";
import { once } from "../composition/once.ts";
import { settings } from "../composition/settings.ts";
import { verdicts } from "../composition/verdicts.ts";
import { createAuthorizerHandler } from "./authorizer.ts";
import { createPeople } from "./people.ts";
import { createSealPending } from "./seal-pending-call.ts";

const authorize = once(() => {
  const stage = settings();
  return createAuthorizerHandler({
    authorizer: verdicts(),
    people: stage.LATCHKEY_OIDC_ISSUER
      ? createPeople(stage.LATCHKEY_OIDC_ISSUER, stage.LATCHKEY_OIDC_CLIENT_ID, stage.LATCHKEY_ADMINS)
      : undefined,
    apis: { control: stage.LATCHKEY_CONTROL_API, gateway: stage.LATCHKEY_GATEWAY_API },
    sealPending: createSealPending(keyRings(), stage.LATCHKEY_GATEWAY_API, random),
    now,
    refused: (line) => console.log(JSON.stringify({ message: "refused", ...line })),
  });
});

export const handler = (event: APIGatewayRequestAuthorizerEvent) => authorize()(event);
