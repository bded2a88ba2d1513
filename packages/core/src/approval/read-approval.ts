import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { DelegationStore } from "../delegation/delegation-store.ts";
import { standingDelegation } from "../delegation/standing-delegation.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import { ringOfLink } from "../link/signed-link.ts";
import { approversOf } from "../service/approvers.ts";
import type { Service } from "../service/service.ts";
import type { ServiceStore } from "../service/service-store.ts";
import { neededApprovals, standingApprovals } from "../subscription/approvals.ts";
import type { Approval as Given } from "../subscription/approved.ts";
import { askerOf } from "../subscription/asker.ts";
import { type ApplicationKind, endedBy } from "../subscription/history-action.ts";
import { standingOfConsumer } from "../subscription/standing-of-consumer.ts";
import { statusAt } from "../subscription/status-at.ts";
import type { HistoryEntry, Subscription, SubscriptionStatus } from "../subscription/subscription.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import type { TeamStore } from "../team/team-store.ts";
import { type DecidingLink, openDecidingLink } from "./approval-link.ts";
import { openApplication } from "./open-application.ts";

export interface ApprovalReads {
  keys: KeyRings;
  /** The addresses of the stage's admins, whose approvals count too. */
  admins: readonly string[];
  stores: Pick<SubscriptionStore, "subscription"> &
    Pick<ServiceStore, "serviceById"> &
    Pick<TeamStore, "members" | "member"> &
    DelegationStore &
    Pick<ConsumerStore, "consumer">;
  now: number;
}

/** Past its end, its approver no longer named, withdrawn, lapsed, or ended by something that came after it. */
export type Gone = "over" | "not-named" | "withdrawn" | "lapsed" | "superseded";

/** `status` is the one of this moment; `subscription` is the record as it is stored. */
interface Known {
  subscription: Subscription;
  service: Service;
  status: SubscriptionStatus;
}

/** The current state of the application that a link is for. */
export type Approval =
  | { state: "unknown" }
  | { state: "gone"; why: Gone }
  | (Known & {
      state: "open";
      link: DecidingLink;
      asked: ApplicationKind;
      /** Those that count now, and how many are needed. */
      approvals: Given[];
      needed: number;
    })
  | (Known & { state: "decided"; link: DecidingLink; decision: "approve" | "reject"; entry: HistoryEntry });

/** Reads what an approval link decides. Changes nothing. The order of the checks is the contract's. */
export const readApproval = async (reads: ApprovalReads, token: string): Promise<Approval> => {
  const link = await openLink(reads.keys, token);
  const subscription = link && (await reads.stores.subscription(link.subscription));
  const service = subscription && (await reads.stores.serviceById(subscription.serviceId));
  if (!link || !subscription || !service || link.application > subscription.application)
    return { state: "unknown" };
  if (link.expires * 1000 <= reads.now) return { state: "gone", why: "over" };
  if (!(await mayDecide(reads, link, subscription, service))) return { state: "gone", why: "not-named" };
  const known = { subscription, service, status: statusAt(subscription, reads.now) };
  return endOf(link, known) ?? (await openOr(reads, link, known));
};

const openLink = async (keys: KeyRings, token: string): Promise<DecidingLink | undefined> => {
  const ring = await ringOfLink(keys, token);
  return ring && openDecidingLink(ring, token);
};

/** A delegate, while the approver may decide, has named it, and it did not ask itself. */
const mayDecide = async (
  reads: ApprovalReads,
  { approver, delegate, application }: DecidingLink,
  subscription: Subscription,
  service: Service,
): Promise<boolean> => {
  if (!(await approversOf(reads.stores, service)).some((each) => each === approver)) return false;
  if (delegate === undefined) return true;
  if (askerOf(subscription, application).email === delegate) return false;
  return (await standingDelegation(reads, approver))?.delegate === delegate;
};

/** The event that ended the link's application, from the history: each application ends at most once. */
const endOf = (link: DecidingLink, known: Known): Approval | undefined => {
  const entry = known.subscription.history.find(
    ({ application, action }) => application === link.application && endedBy(action) !== undefined,
  );
  const ending = entry && endedBy(entry.action);
  if (!ending) return undefined;
  switch (ending.as) {
    case "withdraw":
      return { state: "gone", why: "withdrawn" };
    case "lapse":
      return { state: "gone", why: "lapsed" };
    case "approve":
    case "reject":
      return { ...known, state: "decided", link, decision: ending.as, entry };
  }
};

const openOr = async (reads: ApprovalReads, link: DecidingLink, known: Known): Promise<Approval> => {
  const open = openApplication({ ...known.subscription, status: known.status });
  if (open?.application !== link.application) return { state: "gone", why: "superseded" };
  const { subscription, service } = known;
  const standing = await standingOfConsumer(reads.stores, subscription);
  if (standing !== "kept") return { state: "gone", why: "withdrawn" };
  const approvals = await standingApprovals(reads, service, subscription.approvals);
  const needed = neededApprovals(service);
  return { ...known, state: "open", link, asked: open.asked, approvals, needed };
};
