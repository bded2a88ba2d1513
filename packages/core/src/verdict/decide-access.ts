import { isInRanges } from "../address/ip-range.ts";
import type { CallRecords } from "../call-records/call-records.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { refusedByPlugins } from "../plugin/ask-plugins.ts";
import type { CallRequest } from "../presented/call-request.ts";
import { planLimits } from "../service/plans.ts";
import type { Service } from "../service/service.ts";
import { statusAt } from "../subscription/status-at.ts";
import type { SubscriptionStatus } from "../subscription/subscription.ts";
import { coveredScopes } from "./scopes.ts";
import type { AccessReason, Call } from "./verdict.ts";

const REASON_OF_STATUS: Record<SubscriptionStatus, AccessReason | undefined> = {
  active: undefined,
  pending: "subscription-pending",
  suspended: "subscription-suspended",
  expired: "subscription-expired",
  rejected: "no-subscription",
  withdrawn: "no-subscription",
  lapsed: "no-subscription",
  cancelled: "no-subscription",
  revoked: "no-subscription",
};

/** A draft takes no calls; its own team tries it with its own consumers, by asking for verdicts. */
const isHidden = (
  { status }: Service,
  { team }: Consumer,
  { asking }: Pick<CallRequest, "asking">,
): boolean => status === "draft" && asking !== team;

/**
 * Whether an identified consumer may make this call: its own state first, then where it calls from, then its subscription.
 * The first reason for a refusal is the answer.
 */
export const decideAccess = (
  records: CallRecords & Pick<Call, "credential" | "consumer">,
  request: Pick<CallRequest, "method" | "rest" | "sourceIp" | "asking">,
  now: number,
): { refused: AccessReason } | { scopes?: string[] } => {
  const { credential, consumer, subscription, service, suspendedTeams } = records;
  if (consumer.status !== "active") return { refused: "consumer-suspended" };
  if (suspendedTeams.has(consumer.team)) return { refused: "team-suspended" };
  if (credential.allowedIps && !isInRanges(request.sourceIp, credential.allowedIps))
    return { refused: "ip-not-allowed" };
  if (refusedByPlugins(consumer.plugins, request)) return { refused: "ip-not-allowed" };
  // A slug may have had another owner's service before: its subscriptions are not this one's.
  if (!service || isHidden(service, consumer, request) || subscription?.serviceId !== service.id)
    return { refused: "no-subscription" };
  const refused = REASON_OF_STATUS[statusAt(subscription, now)];
  if (refused) return { refused };
  if (suspendedTeams.has(service.team)) return { refused: "team-suspended" };
  if (refusedByPlugins(planLimits(service, subscription.plan), request)) return { refused: "ip-not-allowed" };
  const scopes = coveredScopes(service, credential.scopes, subscription.scopes, request);
  return scopes === undefined ? { refused: "scope-missing" } : scopes === "all" ? {} : { scopes };
};
