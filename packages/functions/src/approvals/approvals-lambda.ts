import { controlPlane } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { once } from "../composition/once.ts";
import { settings } from "../composition/settings.ts";
import { routedLambda } from "../http/noun-lambda.ts";
import { createDecideApproval, createShowApproval } from "./create-approvals.ts";

const approvals = once(() => {
  const dependencies = {
    ...controlPlane(),
    controlUrl: settings().LATCHKEY_CONTROL_URL,
    log: createLog("approvals"),
  };
  return { show: createShowApproval(dependencies), decide: createDecideApproval(dependencies) };
});

/** The pages behind the links in mails: HTML for people, whatever happens. */
export const handler = routedLambda(
  "approvals",
  (route) => (event) =>
    route.operation === "decideApproval" ? approvals().decide(event) : approvals().show(event),
);
