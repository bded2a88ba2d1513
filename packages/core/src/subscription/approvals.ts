import { type Actor, actorName, namedActor } from "../access/actor.ts";
import { approversOf, ownersOf } from "../service/approvers.ts";
import type { Service } from "../service/service.ts";
import type { TeamStore } from "../team/team-store.ts";
import type { Approval } from "./approved.ts";

/** Whether an approval of this actor is one of several: a rule and the service itself decide alone. */
export const isOneOfMany = ({ kind }: Actor): boolean => kind === "person" || kind === "machine";

/** Whether an approval is of a person, or was given for it. An approver and a delegate are one of several together. */
export const isApprovalOf = ({ by, delegateOf }: Approval, person: string): boolean =>
  by === person || delegateOf === person;

/** Whether an actor, or the one whose delegate it is, has approved by itself or by a delegate. */
export const hasApproved = (
  approvals: readonly Approval[] | undefined,
  actor: Actor,
  delegateOf?: string,
): boolean =>
  (approvals ?? []).some(
    (each) =>
      isApprovalOf(each, actorName(actor)) || (delegateOf !== undefined && isApprovalOf(each, delegateOf)),
  );

/** How many different people have to approve. */
export const neededApprovals = ({ approvalsNeeded = 1 }: Pick<Service, "approvalsNeeded">): number =>
  approvalsNeeded;

/**
 * The approvals that count now: those of people who are still approvers, owners or admins, and of the delegates of such. Of machines only `root` approves
 * as one of several, and it stays an admin.
 */
export const standingApprovals = async (
  { stores, admins = [] }: { stores: Pick<TeamStore, "members">; admins?: readonly string[] | undefined },
  service: Service,
  approvals: readonly Approval[] = [],
): Promise<Approval[]> => {
  if (approvals.length === 0) return [];
  const [approvers, owners] = await Promise.all([
    approversOf(stores, service),
    ownersOf(stores, service.team),
  ]);
  const people = new Set<string>([...approvers, ...owners, ...admins]);
  return approvals.filter(
    ({ by, delegateOf }) => people.has(delegateOf ?? by) || namedActor(by).kind === "machine",
  );
};
