import type { Caller } from "../access/caller.ts";
import type { Service } from "../service/service.ts";
import type { TeamStore } from "../team/team-store.ts";
import { neededApprovals, standingApprovals } from "./approvals.ts";
import type { Command } from "./decide-subscription.ts";
import { type ApprovalChanges, readGrant } from "./grant.ts";
import type { Subscription } from "./subscription.ts";

interface ApprovingReads {
  stores: Pick<TeamStore, "members">;
  stage: { admins?: readonly string[] };
  now: number;
}

/**
 * The command of an approval, by the service and its people as they are now: a lowered number holds from the next approval
 * on, and who is removed counts no more.
 */
export const approving = async (
  { stores, stage, now }: ApprovingReads,
  service: Service,
  subscription: Subscription,
  changes: ApprovalChanges,
): Promise<Command> => ({
  do: "approve",
  ...readGrant(service, subscription, changes, now),
  needed: neededApprovals(service),
  standing: await standingApprovals({ stores, admins: stage.admins }, service, subscription.approvals),
});

/** Where several people approve, a program of one of them would be a second person; `root` is for who runs the stage. */
export const mayApproveAsOne = (caller: Caller, service: Service): boolean =>
  neededApprovals(service) === 1 || caller.kind === "person" || caller.admin;
