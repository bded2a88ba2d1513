import { fittingPage, type Page, type PageRequest } from "../page.ts";
import { notFound } from "../refusal.ts";
import type { StageSettings } from "../stage/stage-settings.ts";
import { type CatalogFilter, fits, isForEverybody } from "./catalog.ts";
import { findService } from "./read-service.ts";
import type { Service } from "./service.ts";
import type { ServiceStore } from "./service-store.ts";

/** What somebody who is unknown reads: there is no caller whose teams or rights could widen it. */
export interface PublicReads {
  stores: ServiceStore;
  stage: Pick<StageSettings, "publication" | "publicCatalog">;
}

const isShown = (service: Service, { stage }: PublicReads): boolean =>
  service.status === "published" && isForEverybody(service, stage.publication);

/** @throws Refusal `not-found` where the stage shows no catalogue without signing in, as for a path that does not exist. */
const requireOpen = ({ stage }: PublicReads): void => {
  if (stage.publicCatalog !== true) throw notFound("path");
};

/** The published and public services of all teams. */
export const listPublicCatalog = async (
  reads: PublicReads,
  filter: CatalogFilter,
  page: PageRequest,
): Promise<Page<Service>> => {
  requireOpen(reads);
  return fittingPage(
    page,
    (part) => reads.stores.publishedServices(part),
    (service) => isShown(service, reads) && fits(service, filter),
  );
};

/** @throws Refusal `not-found` for a draft, a private, a retired and an unknown service: the same answer for all. */
export const readPublicCatalog = async (reads: PublicReads, reference: string): Promise<Service> => {
  requireOpen(reads);
  const service = await findService(reads.stores, reference);
  if (!service || !isShown(service, reads)) throw notFound("service");
  return service;
};
