import type { Memberships } from "../access/memberships.ts";
import type { Role } from "../access/role.ts";
import { mailable, type Recipient } from "../mail/recipient.ts";
import { type Delegation, isOver } from "./delegation.ts";
import type { DelegationStore } from "./delegation-store.ts";

export interface StandingReads {
  stores: DelegationStore & Memberships;
  now: number;
}

/** A person who may change nothing in a team decides for no member of it. */
export const mayBeDelegate = (member: { role: Role } | undefined): boolean =>
  member !== undefined && member.role !== "viewer";

/** The delegation of a person, while it lasts and both belong to its team. */
export const standingDelegation = async (
  { stores, now }: StandingReads,
  person: string,
): Promise<Delegation | undefined> => {
  const delegation = await stores.delegation(person);
  if (!delegation || isOver(delegation, now)) return undefined;
  const { team, delegate } = delegation;
  const [away, other] = await Promise.all([stores.member(team, person), stores.member(team, delegate)]);
  return away && mayBeDelegate(other) ? delegation : undefined;
};

/** Who is asked beside an approver, and how long. */
export interface Delegate {
  to: Recipient;
  approver: string;
  until: string;
}

/**
 * The delegates of some approvers. An approver is asked as that; no person decides on an own application for another; and a
 * delegate's delegate is asked nothing.
 */
export const delegatesOf = async (
  reads: StandingReads,
  approvers: readonly string[],
  { approvers: all = approvers, asker }: { approvers?: readonly string[]; asker: string | undefined },
): Promise<Delegate[]> => {
  const found = await Promise.all([...new Set(approvers)].map((each) => standingDelegation(reads, each)));
  const delegates = new Map<string, Delegate>();
  for (const delegation of found) {
    if (!delegation) continue;
    const { delegate, email: approver, until } = delegation;
    if (all.includes(delegate) || delegate === asker || delegates.has(delegate)) continue;
    for (const to of mailable({ as: "delegate", delegation }))
      delegates.set(delegate, { to, approver, until });
  }
  return [...delegates.values()];
};
