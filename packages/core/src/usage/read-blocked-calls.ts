import { readService } from "../service/read-service.ts";
import { BLOCKED, type BlockedCall } from "./blocked-call.ts";
import { firewallAdvice } from "./firewall-advice.ts";
import { lastOfDay } from "./last-of-day.ts";
import type { UsageReads } from "./usage-reads.ts";

/** A blocked request, as the service's team reads it. */
export interface ServiceRefusal extends BlockedCall {
  reason: typeof BLOCKED;
  advice: string;
}

/** The last requests to a service that the firewall has blocked, for the service's own team. */
export const readBlockedCalls = async (work: UsageReads, reference: string): Promise<ServiceRefusal[]> => {
  const service = await readService(work, reference);
  const calls = await work.stores.blockedCalls(service.id);
  return lastOfDay(calls, [], work.now).map((call) => ({
    ...call,
    reason: BLOCKED,
    advice: firewallAdvice(call.rule),
  }));
};
