import { payForMails } from "../mail/mail-budget.ts";
import { approversOf } from "../service/approvers.ts";
import type { Service } from "../service/service.ts";
import type { OtherWrite } from "../store/change.ts";
import type { SubscriptionReads } from "./subscription-work.ts";

/** Pays for the links that approvers are sent of an application, a renewal or a change of plan. */
export const payForAsking = async (
  work: SubscriptionReads,
  service: Service,
  consumerTeam: string,
): Promise<OtherWrite[]> =>
  work.caller.admin ? [] : payForMails(work, consumerTeam, (await approversOf(work.stores, service)).length);
