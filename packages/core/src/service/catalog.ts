import { may, teamAccess } from "../access/access.ts";
import { fittingPage, type Page, type PageRequest } from "../page.ts";
import { notFound } from "../refusal.ts";
import type { StageSettings } from "../stage/stage-settings.ts";
import { myTeams } from "../team/my-teams.ts";
import { isAgreed } from "./publication.ts";
import { contains, findService } from "./read-service.ts";
import type { Service, ServiceKind } from "./service.ts";
import type { ServiceReads } from "./service-work.ts";

export interface CatalogFilter {
  /** Text that name, slug, summary or a tag contains. */
  q?: string;
  tag?: string;
  kind?: ServiceKind;
}

/** What a consumer's developer may see: published and public, or private to one of the caller's teams. */
export const listCatalog = async (
  work: ServiceReads,
  filter: CatalogFilter,
  page: PageRequest,
): Promise<Page<Service>> => {
  const teams = new Set(await myTeams(work));
  return fittingPage(
    page,
    (part) => work.stores.publishedServices(part),
    (service) => mayApply(work, teams, service) && fits(service, filter),
  );
};

/**
 * @throws Refusal `not-found` for a draft, a private service of others, and one that does not exist: the same answer for
 * all.
 */
export const readCatalog = async (work: ServiceReads, reference: string): Promise<Service> => {
  const service = await findService(work.stores, reference);
  if (!service || !(await isInCatalog(work, service))) throw notFound("service");
  return service;
};

/**
 * A service for what is shown of it to everybody who sees it: its own team in any state, others as in the catalogue.
 * @throws Refusal `not-found`
 */
export const readOffered = async (work: ServiceReads, reference: string): Promise<Service> => {
  const service = await findService(work.stores, reference);
  if (!service) throw notFound("service");
  const isOwn = may(await teamAccess(work.stores, work.caller, service.team), "read-services");
  if (!isOwn && !(await isInCatalog(work, service))) throw notFound("service");
  return service;
};

/** Whether the caller may know of the service; a retired one stays known to its own team only. */
export const isInCatalog = async (work: ServiceReads, service: Service): Promise<boolean> =>
  service.status === "published" && mayApply(work, new Set(await myTeams(work)), service);

/** Whether a published service is shown beyond its own team. */
export const isForEverybody = (service: Service, publication: StageSettings["publication"]): boolean =>
  service.visibility === "public" && isAgreed(service, publication);

const mayApply = (work: ServiceReads, teams: ReadonlySet<string>, service: Service): boolean =>
  isForEverybody(service, work.stage.publication) || work.caller.admin || teams.has(service.team);

export const fits = (service: Service, { q, tag, kind }: CatalogFilter): boolean => {
  if (kind !== undefined && service.kind !== kind) return false;
  if (tag !== undefined && !service.tags.includes(tag)) return false;
  return q === undefined || contains(service, q);
};
