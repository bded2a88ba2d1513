import type { Service } from "../api/resources.ts";
import { linesOf } from "../credentials/credential-draft.ts";

type Rule = Service["approvalRules"][number];

export interface RuleDraft {
  /** For React only; not sent. */
  key: string;
  emailDomains: string;
  teams: string;
  plans: string;
  decision: Rule["decision"];
}

export const emptyRule = (key: string): RuleDraft => ({
  key,
  emailDomains: "",
  teams: "",
  plans: "",
  decision: "approve",
});

export const ruleDraft = ({ emailDomains, teams, plans, decision }: Rule, key: string): RuleDraft => ({
  key,
  emailDomains: emailDomains?.join(", ") ?? "",
  teams: teams?.join(", ") ?? "",
  plans: plans?.join(", ") ?? "",
  decision,
});

/** An empty list would match no consumer; when omitted, it matches all. */
export const ruleOf = ({ decision, ...lists }: RuleDraft): Rule => {
  const emailDomains = linesOf(lists.emailDomains);
  const teams = linesOf(lists.teams);
  const plans = linesOf(lists.plans);
  return {
    ...(emailDomains.length === 0 ? {} : { emailDomains }),
    ...(teams.length === 0 ? {} : { teams }),
    ...(plans.length === 0 ? {} : { plans }),
    decision,
  };
};
