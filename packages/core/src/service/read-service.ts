import { allow } from "../access/access.ts";
import { fittingPage, type Page, type PageRequest } from "../page.ts";
import { notFound } from "../refusal.ts";
import { listOfTeams, notOfAllTeams } from "../team/my-teams.ts";
import type { Service } from "./service.ts";
import type { ServiceStore } from "./service-store.ts";
import type { ServiceReads } from "./service-work.ts";

/** `reference` is a service's id or slug. A slug cannot look like an id: it has no underscore. */
export const findService = (
  stores: Pick<ServiceStore, "service" | "serviceById">,
  reference: string,
): Promise<Service | undefined> =>
  reference.startsWith("svc_") ? stores.serviceById(reference) : stores.service(reference);

/** A service in full, for its own team only. */
export const readService = async (
  work: Pick<ServiceReads, "stores" | "caller">,
  reference: string,
): Promise<Service> => {
  const service = await findService(work.stores, reference);
  if (!service) throw notFound("service");
  await allow(work.stores, work.caller, service.team, "read-services", "service");
  return service;
};

/** Whether name, slug, summary or a tag contains a text, in capitals or not. */
export const contains = ({ name, slug, summary = "", tags }: Service, text: string): boolean =>
  [name, slug, summary, ...tags].join("\n").toLowerCase().includes(text.toLowerCase());

/**
 * The services of the caller's teams, or of one of them; all of them for an admin. With `q` those that contain it.
 *
 * @throws Refusal `invalid-input` for an order that no index answers: all teams' services are in the order of making.
 */
export const listServices = listOfTeams({
  name: "services",
  action: "read-services",
  all: async (stores: ServiceReads["stores"], page, { q, by }) => {
    if (by === "name") throw notOfAllTeams();
    return searched(q, page, (part) => stores.services(part));
  },
  of: (stores, team, page, { q, by }) =>
    searched(q, page, (part) =>
      by === "name" ? stores.servicesByName(team, part) : stores.servicesOf(team, part),
    ),
});

const searched = (
  q: string | undefined,
  page: PageRequest,
  read: (part: PageRequest) => Promise<Page<Service>>,
): Promise<Page<Service>> =>
  q === undefined ? read(page) : fittingPage(page, read, (service) => contains(service, q));
