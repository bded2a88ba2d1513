import { isInRanges } from "../address/ip-range.ts";
import { refusedByPlugins } from "../plugin/ask-plugins.ts";
import type { CallRequest } from "../presented/call-request.ts";
import type { Service } from "../service/service.ts";
import { covers } from "./scopes.ts";
import type { AccessReason, Refused } from "./verdict.ts";

type Known = Refused["known"];
type AskedCall = Pick<CallRequest, "method" | "rest" | "sourceIp">;

/** Names are enough of them to act on. */
const MAX_NAMES = 5;

/**
 * What an identified consumer is told beside the code: the exact reason of the refusal, and since when. Of the consumer's
 * own only; a service that it has no subscription to reads like one that does not exist. Made of names that have a closed
 * alphabet, addresses and times: no part of it needs escaping.
 */
export const refusalDetail = ({ reason, known }: Refused, asked: AskedCall): string =>
  TOLD[reason](known, asked);

const TOLD: Record<AccessReason, (known: Known, asked: AskedCall) => string> = {
  "consumer-suspended": ({ consumer }) =>
    `The consumer ${consumer.name} is suspended. Its team can resume it.`,
  "team-suspended": ({ consumer }) =>
    `The team ${consumer.team}, or that of the service, is suspended by a platform admin.`,
  "ip-not-allowed": (known, { sourceIp }) => `${restricting(known, sourceIp)} does not let ${sourceIp} in.`,
  "no-subscription": ({ consumer }) =>
    `The consumer ${consumer.name} has no subscription to a service of this name. Apply for it.`,
  "subscription-pending": (known) =>
    `${named(known)} waits for a decision since ${known.subscription?.appliedAt ?? "its application"}.`,
  "subscription-suspended": (known) => `${named(known)} was suspended by the service's team.`,
  "subscription-expired": (known) =>
    `${named(known)} ended${known.subscription?.expiresAt ? ` at ${known.subscription.expiresAt}` : ""}. Ask for a renewal.`,
  "scope-missing": ({ service }, asked) => missingScope(service, asked),
};

const named = ({ subscription }: Known): string => {
  if (!subscription) return "The subscription";
  const plan = subscription.plan === undefined ? "" : `, plan ${subscription.plan},`;
  return `The subscription of ${subscription.consumerName} to ${subscription.service}${plan}`;
};

/** In the order of being asked. */
const restricting = ({ consumer, credential, subscription }: Known, sourceIp: string): string => {
  if (credential.allowedIps && !isInRanges(sourceIp, credential.allowedIps))
    return `The list allowedIps of the credential ${credential.id}`;
  if (refusedByPlugins(consumer.plugins, { sourceIp }))
    return `The plugin ip-restriction of the consumer ${consumer.name}`;
  return `The plan ${subscription?.plan ?? "of the subscription"}`;
};

const missingScope = (service: Service | undefined, asked: AskedCall): string => {
  const names = (service?.scopes ?? []).filter((scope) => covers(scope, asked)).map(({ name }) => name);
  if (names.length === 0) return "No scope of the service covers this method and path.";
  const shown = names.slice(0, MAX_NAMES).join(", ");
  return `The call needs one of these scopes, from the credential and from the subscription: ${shown}.`;
};
