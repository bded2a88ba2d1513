import { mailable, type Recipient } from "../mail/recipient.ts";
import type { TeamStore } from "../team/team-store.ts";
import { LATCHKEY_SERVICE, type Service } from "./service.ts";

/**
 * Who may decide on applications by a link: those of the service's approvers who have accepted or belong to its team;
 * where there is none, the owners of its team.
 */
export const approversOf = async (
  stores: Pick<TeamStore, "members">,
  service: Service,
): Promise<Recipient[]> => {
  // What manages the platform is decided by signed-in admins, never by a link.
  if (isForAdmins(service)) return [];
  const pending = service.approversPending ?? [];
  const members = pending.length > 0 ? await stores.members(service.team) : [];
  const approvers = [...new Set(service.approvers)].flatMap((email) =>
    mailable({ as: "approver", email, service, members }),
  );
  return approvers.length > 0 ? approvers : ownersOf(stores, service.team);
};

/** Whether only signed-in admins decide on applications for it. */
export const isForAdmins = (service: Pick<Service, "slug">): boolean => service.slug === LATCHKEY_SERVICE;

/**
 * The recipients of applications that only admins decide on. When none are named, the owners of the service's team, if any.
 */
export const adminsOf = async (
  stores: Pick<TeamStore, "members">,
  service: Pick<Service, "team">,
  admins: readonly string[],
): Promise<Recipient[]> =>
  admins.length > 0
    ? [...new Set(admins)].flatMap((email) => mailable({ as: "admin", email }))
    : ownersOf(stores, service.team);

export const ownersOf = async (stores: Pick<TeamStore, "members">, team: string): Promise<Recipient[]> =>
  (await stores.members(team))
    .filter((member) => member.role === "owner")
    .flatMap((member) => mailable({ as: "member", member }));
