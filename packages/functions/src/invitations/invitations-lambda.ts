import { once } from "@latchkey/core/once";
import { controlPlane } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { settings } from "../composition/settings.ts";
import { routedLambda } from "../http/noun-lambda.ts";
import { createInvitations } from "./create-invitations.ts";

const invitations = once(() => {
  const dependencies = {
    ...controlPlane(),
    controlUrl: settings().LATCHKEY_CONTROL_URL,
    log: createLog("invitations"),
  };
  return createInvitations(dependencies);
});

/**
 * The pages behind the links by which people join a team, or become approvers of a service: HTML in every case, errors
 * included.
 */
export const handler = routedLambda(
  "invitations",
  (route) => (event) =>
    route.operation === "answerInvitation" ? invitations().answer(event) : invitations().show(event),
);
