import { delegatesOf } from "../delegation/standing-delegation.ts";
import { payForMails } from "../mail/mail-budget.ts";
import { approversOf } from "../service/approvers.ts";
import type { Service } from "../service/service.ts";
import type { OtherWrite } from "../store/change.ts";
import type { SubscriptionReads } from "./subscription-work.ts";

/** Pays for the links that approvers and their delegates are sent of an application, a renewal or a change of plan. */
export const payForAsking = async (
  work: SubscriptionReads,
  service: Service,
  consumerTeam: string,
): Promise<OtherWrite[]> => {
  const { caller } = work;
  if (caller.admin) return [];
  const approvers = await approversOf(work.stores, service);
  const asker = caller.kind === "person" ? caller.email : undefined;
  const delegates = await delegatesOf(work, approvers, { asker });
  return payForMails(work, consumerTeam, approvers.length + delegates.length);
};
