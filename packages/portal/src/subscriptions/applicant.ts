import type { Subscription } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";

/** Who applied, and what they were to the consumer's team. */
export const applicantOf = ({ applicant: { id, email, role } }: Pick<Subscription, "applicant">): string =>
  `${email ?? id}${role ? ` (${texts.subscription.applicantRoles[role]})` : ""}`;
