import { payForMails } from "../mail/mail-budget.ts";
import { approversOf } from "../service/approvers.ts";
import type { Service } from "../service/service.ts";
import type { Write } from "../store/change.ts";
import type { Work } from "../work.ts";

/** Pays for the links that approvers are sent of an application, a renewal or a change of plan. */
export const payForAsking = async (work: Work, service: Service, consumerTeam: string): Promise<Write[]> =>
  work.caller.admin ? [] : payForMails(work, consumerTeam, (await approversOf(work.stores, service)).length);
