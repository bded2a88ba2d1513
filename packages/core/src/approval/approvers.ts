import { LATCHKEY_SERVICE, type Service } from "../service/service.ts";
import type { TeamStore } from "../store/stores.ts";

/** Who is asked about applications: the service's approvers, else the owners of its team. */
export const approversOf = async (
  stores: Pick<TeamStore, "members">,
  service: Service,
): Promise<string[]> => {
  // What manages the platform is decided by signed-in admins, never by a link.
  if (service.slug === LATCHKEY_SERVICE) return [];
  return service.approvers.length > 0 ? [...new Set(service.approvers)] : ownersOf(stores, service.team);
};

export const ownersOf = async (stores: Pick<TeamStore, "members">, team: string): Promise<string[]> =>
  (await stores.members(team)).filter((member) => member.role === "owner").map((member) => member.email);
