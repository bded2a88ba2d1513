import type { ApprovalLink } from "../approval/approval-link.ts";
import type { DomainEvent } from "../event/event.ts";
import type { SubscriptionStatus } from "../subscription/subscription.ts";

/** What every mail about a subscription says. Names were chosen by people: nothing here may become a link. */
interface AboutSubscription {
  service: { slug: string; name: string; team: string };
  consumer: { name: string; team: string };
  /** The plan's title, or its name where it has none. */
  plan?: string;
}

/** To somebody who is asked to decide. */
export interface ApplicationNotice extends AboutSubscription {
  /** An address that the identity provider has verified, or the id of the consumer that applied by itself. */
  applicant: string;
  scopes: string[];
  reason?: string;
  appliedAt: string;
  link: ApprovalLink;
}

/** To whoever applied. */
export interface DecisionNotice extends AboutSubscription {
  decision: "approved" | "rejected";
  /** `rule` and `service` decide without anybody being asked. */
  by: "provider" | "rule" | "service";
  reason?: string;
  decidedAt: string;
  expiresAt?: string;
  /** What has become of the subscription since. */
  status: SubscriptionStatus;
  /** The recipient did not apply: a machine of its team did. */
  machineApplied: boolean;
  /** Nobody applied: the provider has given the subscription by itself. */
  added?: true;
}

/** One mail to one recipient. `key` is the same whenever the same fact is told to the same recipient. */
export type Notification = { to: string; key: string } & (
  | { kind: "application"; data: ApplicationNotice }
  | { kind: "decision"; data: DecisionNotice }
);

export const notificationKey = (
  event: Pick<DomainEvent, "id">,
  kind: Notification["kind"],
  to: string,
): string => `${event.id}#${kind}#${to}`;
