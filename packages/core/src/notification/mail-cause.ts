import { actorName, namedActor } from "../access/actor.ts";
import { ROOT_CONSUMER } from "../consumer/consumer.ts";
import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { DomainEvent, EventType } from "../event/event.ts";
import type { MailCause } from "../mail/mail-budget.ts";
import { isOfApplication } from "../subscription/application-events.ts";
import { askedBy } from "../subscription/history-action.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import { PLATFORM_TEAM } from "../team/team.ts";
import { endedApplication } from "./decision-notice.ts";
import type { Notification } from "./notification.ts";

interface CauseReads {
  stores: Pick<SubscriptionStore, "subscription"> & Pick<ConsumerStore, "consumer">;
  admins: readonly string[];
}

/** Whose doing the mails about an event are; nothing for admins and `root`, who cause as many as they like. */
export const mailCause = async (
  event: DomainEvent,
  { stores, admins }: CauseReads,
): Promise<MailCause | undefined> => {
  const actor = await askerOf(event, stores);
  if (admins.includes(actor)) return undefined;
  const { kind } = namedActor(actor);
  const consumer = kind === "machine" ? await stores.consumer(actor) : undefined;
  if (consumer?.team === PLATFORM_TEAM && consumer.name === ROOT_CONSUMER) return undefined;
  const team = await teamOf(event, stores);
  return kind === "machine" || kind === "person" ? { team, actor } : { team };
};

/** Who acts; what rules and automatic services decide is done for the applicant. */
const askerOf = async (
  event: DomainEvent,
  stores: Pick<SubscriptionStore, "subscription">,
): Promise<string> => {
  const { kind } = namedActor(event.actor);
  if ((kind !== "rule" && kind !== "service") || event.subscription === undefined) return event.actor;
  const subscription = await stores.subscription(event.subscription);
  const asked = subscription?.history.findLast(
    (entry) => askedBy(entry.action) !== undefined && isOfApplication(event)(entry),
  );
  return asked ? actorName(asked.actor) : event.actor;
};

/** An event of a subscription names the consumer's team, even if the provider has acted. */
const teamOf = async (
  event: DomainEvent,
  stores: Pick<SubscriptionStore, "subscription">,
): Promise<string> => {
  if (!event.type.startsWith("subscription.") || event.subscription === undefined) return event.team;
  const subscription = await stores.subscription(event.subscription);
  return subscription ? actingTeam(event, subscription) : event.team;
};

/** A subscription that its provider gave by itself is the provider's doing to its end. */
const actingTeam = (
  event: Pick<DomainEvent, "type" | "at" | "application">,
  { history, consumerTeam, serviceTeam }: Subscription,
): string => {
  const asking = history[0]?.action === "add" ? serviceTeam : consumerTeam;
  if (!OF_PROVIDER.has(event.type)) return asking;
  const ended = endedApplication(event, { history });
  const kind = ended?.entry.actor.kind;
  return kind === "rule" || kind === "service" ? asking : serviceTeam;
};

/** What a provider does, or its rules do for an applicant. */
const OF_PROVIDER: ReadonlySet<EventType> = new Set([
  "subscription.approved",
  "subscription.rejected",
  "subscription.renewed",
  "subscription.renewal-rejected",
  "subscription.plan-changed",
  "subscription.plan-change-rejected",
  "subscription.suspended",
  "subscription.resumed",
  "subscription.revoked",
] satisfies EventType[]);

/** It was paid for where it was caused, and never waits: its link expires, or a digest could not carry it. */
export const isPaidAtCause = (notification: Notification): boolean => {
  switch (notification.kind) {
    case "invitation":
    // Has an allowance of its own (`announce`).
    case "announcement":
      return true;
    case "application":
      return notification.data.urgency === "new" && notification.data.link !== undefined;
    case "publication":
      return notification.data.link !== undefined;
    case "decision":
    case "lapse":
    case "subscription":
    case "credential":
    case "suspension":
    case "quota":
    case "team-change":
    case "deprecation":
    case "transfer":
      return false;
  }
};
