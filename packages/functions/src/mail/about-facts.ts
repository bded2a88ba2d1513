import type { AboutSubscription } from "@latchkey/core/notification/notification";
import type { ApplicationKind } from "@latchkey/core/subscription/history-action";
import type { Fact, MailContent } from "./mail-content.ts";

/** Where mails lead to. Each is empty where there is none, and has no slash at its end. */
export interface Addresses {
  controlUrl: string;
  gatewayUrl: string;
  portalUrl: string;
}

/** What an application is called in a sentence. */
export const CALLED: Record<ApplicationKind, string> = {
  subscription: "application",
  renewal: "renewal",
  "plan-change": "change of plan",
};

/** The facts of a subscription in every mail about it. */
export const subscriptionFacts = ({ service, consumer, plan }: AboutSubscription): Fact[] => [
  { label: "Service", value: `${service.name} (${service.slug})` },
  { label: "Consumer", value: consumer.name },
  { label: "Team", value: consumer.team },
  ...(plan === undefined ? [] : [{ label: "Plan", value: plan }]),
];

/** The address of a page of the portal, where there is a portal. */
export const portalAddress = (
  { portalUrl }: Pick<Addresses, "portalUrl">,
  path: string,
  label: string,
): Pick<MailContent, "address"> => (portalUrl === "" ? {} : { address: { label, href: portalUrl + path } });

export const subscriptionPage = (addresses: Addresses, { subscription }: AboutSubscription) =>
  portalAddress(addresses, `/subscriptions/${subscription}`, "The subscription in the portal:");

/** Why a machine's outcome is told to the owners of its team, and a person's to that person. */
export const whyOutcome = (
  { consumer }: AboutSubscription,
  asked: ApplicationKind,
  machineApplied: boolean,
): string => {
  const asking = asked === "subscription" ? "applied" : `asked for the ${CALLED[asked]}`;
  return machineApplied
    ? `You get this mail because you own the team ${consumer.team}, and a program of it ${asking}.`
    : `You get this mail because you ${asking}.`;
};
