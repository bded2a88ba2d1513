import type { Actor } from "../access/actor.ts";
import type { Service } from "../service/service.ts";

export interface Applicant {
  team: string;
  /** Verified; absent for a machine. */
  email?: string;
}

/** `by` is the rule or the setting that decided. */
export type Application = { decision: "approve" | "reject"; by: Actor } | { decision: "ask" };

/** The first rule that fits decides, else the service's own setting; `manual` asks the approvers. */
export const decideApplication = (
  service: Pick<Service, "approvalRules" | "approval">,
  applicant: Applicant,
  plan: string | undefined,
): Application => {
  const domain = applicant.email?.slice(applicant.email.lastIndexOf("@") + 1).toLowerCase();
  const fits = (allowed: string[] | undefined, value: string | undefined) =>
    allowed === undefined || (value !== undefined && allowed.includes(value));
  const index = service.approvalRules.findIndex(
    (rule) => fits(rule.emailDomains, domain) && fits(rule.teams, applicant.team) && fits(rule.plans, plan),
  );
  const rule = service.approvalRules[index];
  if (rule) return { decision: rule.decision, by: { kind: "rule", number: index + 1 } };
  return service.approval === "auto" ? { decision: "approve", by: { kind: "service" } } : { decision: "ask" };
};
