import { WrongUse } from "../../command-line/exit-code.ts";
import type { Check, Claim } from "../check/check.ts";
import { APPROVAL_CHECKS } from "./approval-checks.ts";
import { AUTHORIZATION_CHECKS } from "./authorization-checks.ts";
import { BODY_CHECKS } from "./body-checks.ts";
import { EVENT_CHECKS } from "./event-checks.ts";
import { FORWARDING_CHECKS } from "./forwarding-checks.ts";
import { GATES, REMOVAL } from "./gates.ts";
import { KEY_CHECKS } from "./key-checks.ts";
import { PEOPLE_CHECKS } from "./people-checks.ts";
import { REFUSAL_CHECKS } from "./refusal-checks.ts";
import { REVOCATION_CHECKS } from "./revocation-checks.ts";
import { SIGNATURE_CHECKS } from "./signature-checks.ts";
import { STAGE_CHECKS } from "./stage-checks.ts";
import { STREAM_CHECKS } from "./stream-checks.ts";
import { TOKEN_CHECKS } from "./token-checks.ts";

/** They are asked side by side, and build on nothing but the gates. */
export const CHECKS: readonly Check[] = [
  ...KEY_CHECKS,
  ...TOKEN_CHECKS,
  ...SIGNATURE_CHECKS,
  ...BODY_CHECKS,
  ...REFUSAL_CHECKS,
  ...FORWARDING_CHECKS,
  ...AUTHORIZATION_CHECKS,
  ...APPROVAL_CHECKS,
  ...EVENT_CHECKS,
  ...REVOCATION_CHECKS,
  ...PEOPLE_CHECKS,
  ...STAGE_CHECKS,
  ...STREAM_CHECKS,
];

/** @throws WrongUse for a name that no check has */
export const checksNamed = (only: readonly string[] | undefined): readonly Check[] => {
  if (only === undefined) return CHECKS;
  const unknown = only.filter((id) => !CHECKS.some((check) => check.id === id));
  if (unknown.length > 0)
    throw new WrongUse(`There is no check ${unknown.join(", ")}: docs/deploy.md lists them.`);
  return CHECKS.filter(({ id }) => only.includes(id));
};

/** Everything that a run tells of, in the order in which it is printed. */
export const claimsFor = (checks: readonly Check[]): readonly Claim[] => [
  ...Object.values(GATES),
  ...checks,
  REMOVAL,
];
