import { LATCHKEY_SERVICE, type Service } from "../service/service.ts";
import type { TeamStore } from "../store/stores.ts";

/** Who may decide on applications by a link: the service's approvers, else the owners of its team. */
export const approversOf = async (
  stores: Pick<TeamStore, "members">,
  service: Service,
): Promise<string[]> => {
  // What manages the platform is decided by signed-in admins, never by a link.
  if (isForAdmins(service)) return [];
  return service.approvers.length > 0 ? [...new Set(service.approvers)] : ownersOf(stores, service.team);
};

/** Whether nobody but signed-in admins decides on applications for it. */
export const isForAdmins = (service: Pick<Service, "slug">): boolean => service.slug === LATCHKEY_SERVICE;

/** Who hears of applications that only admins decide on. Where none are named, owners of the service's team, if any. */
export const adminsOf = async (
  stores: Pick<TeamStore, "members">,
  service: Pick<Service, "team">,
  admins: readonly string[],
): Promise<string[]> => (admins.length > 0 ? [...new Set(admins)] : ownersOf(stores, service.team));

export const ownersOf = async (stores: Pick<TeamStore, "members">, team: string): Promise<string[]> =>
  (await stores.members(team)).filter((member) => member.role === "owner").map((member) => member.email);
