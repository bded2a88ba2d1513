import { invalidInput } from "../refusal.ts";
import type { Work } from "../work.ts";
import type { Service } from "./service.ts";

/** @throws Refusal `invalid-input` for a published service on whose applications nobody could decide. */
export const requireDecider = async (work: Pick<Work, "stores">, service: Service): Promise<void> => {
  if (service.status !== "published" || service.approval === "auto" || service.approvers.length > 0) return;
  const members = await work.stores.members(service.team);
  if (!members.some((member) => member.role === "owner"))
    throw invalidInput("/approvers", "Nobody could approve: name an approver, or give the team an owner.");
};
