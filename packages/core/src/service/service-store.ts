import type { Page, PageRequest } from "../page.ts";
import type { Service } from "./service.ts";

/** Single records are read consistently: a change that was acknowledged is seen. */
export interface ServiceStore {
  service(slug: string): Promise<Service | undefined>;
  serviceById(id: string): Promise<Service | undefined>;
  services(page: PageRequest): Promise<Page<Service>>;
  servicesOf(team: string, page: PageRequest): Promise<Page<Service>>;
  /** In the order of their names, in capitals or not. */
  servicesByName(team: string, page: PageRequest): Promise<Page<Service>>;
  /** Those that are published, of all teams. */
  publishedServices(page: PageRequest): Promise<Page<Service>>;
}
