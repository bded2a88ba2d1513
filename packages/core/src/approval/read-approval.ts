import type { KeyRings } from "../key-ring/key-ring.ts";
import type { Service } from "../service/service.ts";
import type { ServiceStore, SubscriptionStore, TeamStore } from "../store/stores.ts";
import { statusAt } from "../subscription/decide-subscription.ts";
import type { HistoryEntry, Subscription } from "../subscription/subscription.ts";
import { type ApprovalLink, openApprovalLink } from "./approval-link.ts";
import { approversOf } from "./approvers.ts";

export interface ApprovalReads {
  keys: KeyRings;
  stores: SubscriptionStore & ServiceStore & TeamStore;
  now: number;
}

/** What has become of the application that a link is about. */
export type Approval =
  | { state: "unknown" }
  /** Past its end, its approver no longer named, or withdrawn or lapsed. */
  | { state: "gone"; why: "over" | "not-named" | "withdrawn" | "lapsed" }
  | { state: "open"; link: ApprovalLink; subscription: Subscription; service: Service }
  | {
      state: "decided";
      decision: "approve" | "reject";
      entry: HistoryEntry;
      subscription: Subscription;
      service: Service;
    };

/** Reads what an approval link decides. Changes nothing. */
export const readApproval = async (reads: ApprovalReads, token: string): Promise<Approval> => {
  const link = await openLink(reads.keys, token);
  if (!link) return { state: "unknown" };
  const subscription = await reads.stores.subscription(link.subscription);
  const service = subscription && (await reads.stores.serviceById(subscription.serviceId));
  if (!subscription || !service || link.application > subscription.application) return { state: "unknown" };
  if (link.expires * 1000 <= reads.now) return { state: "gone", why: "over" };
  if (!(await approversOf(reads.stores, service)).includes(link.approver))
    return { state: "gone", why: "not-named" };
  return outcomeOf(link, { ...subscription, status: statusAt(subscription, reads.now) }, service);
};

const openLink = async (keys: KeyRings, token: string): Promise<ApprovalLink | undefined> =>
  openApprovalLink(await keys.ring("link"), token) ?? openApprovalLink(await keys.refresh("link"), token);

const outcomeOf = (link: ApprovalLink, subscription: Subscription, service: Service): Approval => {
  const entry = entryOf(link, subscription);
  if (entry && /^(?:withdraw|lapse)/.test(entry.action))
    return { state: "gone", why: entry.action === "withdraw" ? "withdrawn" : "lapsed" };
  if (entry) {
    const decision = entry.action.startsWith("approve") ? "approve" : "reject";
    return { state: "decided", decision, entry, subscription, service };
  }
  return isAsked(link, subscription)
    ? { state: "open", link, subscription, service }
    : { state: "gone", why: "over" };
};

const isAsked = (link: ApprovalLink, { status, application, renewal, planChange }: Subscription): boolean =>
  link.application === application &&
  (status === "pending" || renewal !== undefined || planChange !== undefined);

/** The history entry that ended the link's application: each application ends at most once. */
const entryOf = (link: ApprovalLink, { history }: Subscription): HistoryEntry | undefined =>
  history.find((entry) => entry.application === link.application && ENDS_APPLICATION.test(entry.action));

const ENDS_APPLICATION = /^(?:approve|reject|withdraw|lapse)/;
