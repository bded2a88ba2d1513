import { allow } from "../access/access.ts";
import { notFound } from "../refusal.ts";
import { listOfTeams } from "../team/my-teams.ts";
import type { Service } from "./service.ts";
import type { ServiceStore } from "./service-store.ts";
import type { ServiceReads } from "./service-work.ts";

/** `reference` is a service's id or slug. A slug cannot look like an id: it has no underscore. */
export const findService = (stores: ServiceStore, reference: string): Promise<Service | undefined> =>
  reference.startsWith("svc_") ? stores.serviceById(reference) : stores.service(reference);

/** A service in full, for its own team only. */
export const readService = async (work: ServiceReads, reference: string): Promise<Service> => {
  const service = await findService(work.stores, reference);
  if (!service) throw notFound("service");
  await allow(work.stores, work.caller, service.team, "read-services", "service");
  return service;
};

/** The services of the caller's teams, or of one of them; all of them for an admin. */
export const listServices = listOfTeams({
  name: "services",
  action: "read-services",
  all: (stores: ServiceReads["stores"], page) => stores.services(page),
  of: (stores, team, page) => stores.servicesOf(team, page),
});
