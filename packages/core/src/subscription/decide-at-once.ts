import { planOfSubscription } from "../service/plans.ts";
import type { Service } from "../service/service.ts";
import type { WorkContext } from "../store/work.ts";
import type { Answer } from "./carry-out.ts";
import { decideApplication } from "./decide-application.ts";
import type { Command } from "./decide-subscription.ts";
import type { Subscription } from "./subscription.ts";
import { termOf } from "./term.ts";

/**
 * A renewal and a change of plan are decided as an application for that plan would be: by the service's rules, at once
 * when it approves automatically, else by its approvers. A retired service would take no application: there they are
 * asked.
 */
export const decideAsked = (
  { caller }: Pick<WorkContext, "caller">,
  service: Service,
  { consumerTeam, plan }: Subscription,
  command: Command,
): Answer | undefined => {
  if ((command.do !== "renew" && command.do !== "change-plan") || service.status === "retired")
    return undefined;
  const asked = command.do === "change-plan" ? command.plan : plan;
  const email = caller.kind === "person" ? { email: caller.email } : {};
  const application = decideApplication(service, { team: consumerTeam, ...email }, asked);
  if (application.decision === "ask") return undefined;
  const context = { actor: application.by };
  if (application.decision === "reject") return { command: { do: "reject" }, context };
  return { command: { do: "approve", term: termOf(planOfSubscription(service, asked), service) }, context };
};
