import type { Page, PageRequest } from "../page.ts";
import type { Issuer } from "./issuer.ts";

/** Single records are read consistently: a change that was acknowledged is seen. */
export interface IssuerStore {
  /** `named` is the counter that the erasure of the record is conditional on. */
  issuer(issuer: string): Promise<{ issuer: Issuer; named: number } | undefined>;
  issuers(page: PageRequest): Promise<Page<Issuer>>;
  issuersOf(team: string, page: PageRequest): Promise<Page<Issuer>>;
  /** The credentials with public keys that name it, of all teams. */
  credentialsNaming(issuer: string, page: PageRequest): Promise<Page<{ id: string; consumerId: string }>>;
}
