import { actorName } from "../access/actor.ts";
import { askedBy } from "./history-action.ts";
import type { ApplicantRole, Subscription } from "./subscription.ts";

/** Who asked: a verified address where a person did. */
export interface Asker {
  id: string;
  email?: string | undefined;
  /** In the consumer's team; not known of what was asked before roles were kept. */
  role?: ApplicantRole | undefined;
}

/** The applicant. The applicant of a later application is the person who renewed or changed the plan. */
export const askerOf = (
  { applicant, history }: Pick<Subscription, "applicant" | "history">,
  application: number,
): Asker => {
  const entry =
    application === 1
      ? undefined
      : history.find((each) => each.application === application && askedBy(each.action) !== undefined);
  if (!entry) return applicant;
  const { actor, role } = entry;
  return { id: actorName(actor), role, ...(actor.kind === "person" ? { email: actor.email } : {}) };
};
