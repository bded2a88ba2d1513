import type { RefusalBasis } from "../call-records/call-reader.ts";
import type { AccessReason, Allowed, Refused, Verdict } from "./verdict.ts";

/**
 * Which records a refusal rests on. Who calls is decided before anything that is shared is read. So is a signature that
 * waits for the body: the body will show whether the credential's secret was right, never what the service or the teams
 * are. The verdict that it comes to if it holds is allowed or refused like any other call.
 */
export const refusalBasis = (verdict: Exclude<Verdict, Allowed>): RefusalBasis => {
  const refused = verdict.kind === "pending" ? verdict.ifHeld : verdict;
  // One of two teams may have been suspended since: then the token is the other's.
  if (refused.kind === "unauthenticated")
    return refused.reason === "ambiguous-token" ? "shared-records" : "own-records";
  return refused.kind === "refused" && !isOwnFault(refused) ? "shared-records" : "own-records";
};

const OWN_FAULTS: ReadonlySet<AccessReason> = new Set([
  "consumer-suspended",
  "subscription-pending",
  "subscription-suspended",
  "subscription-expired",
]);

/** Whether the call would be refused in any current state of the service and the teams. */
const isOwnFault = ({ reason, known: { service, subscription } }: Refused): boolean =>
  OWN_FAULTS.has(reason) ||
  (reason === "no-subscription" &&
    service !== undefined &&
    service.status !== "draft" &&
    (subscription === undefined || subscription.serviceId === service.id));
