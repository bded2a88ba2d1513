import type { KeyRings } from "../key-ring/key-ring.ts";
import { ringOfLink } from "../link/signed-link.ts";
import { adminsOf } from "../service/approvers.ts";
import { type Publication, subjectOf } from "../service/publication.ts";
import type { Service } from "../service/service.ts";
import type { ServiceStore } from "../service/service-store.ts";
import { PLATFORM_TEAM } from "../team/team.ts";
import type { TeamStore } from "../team/team-store.ts";
import { openPublicationLink, type PublicationLink } from "./publication-link.ts";

export interface PublicationReads {
  keys: KeyRings;
  stores: Pick<ServiceStore, "serviceById"> & Pick<TeamStore, "members">;
  /** Of the platform, by their addresses: as a stage is configured. */
  admins: readonly string[];
  now: number;
}

type Known = { link: PublicationLink; service: Service & { publication: Publication } };

/** The current state of the question that a link is for. */
export type FoundPublication =
  | { state: "unknown" }
  | { state: "gone"; why: "over" | "not-named" | "superseded" }
  | (Known & { state: "open" })
  | (Known & { state: "decided"; decision: "approve" | "reject" });

/** Whether a link of an admin is meant, and not one about an application. */
export const isPublicationToken = async (keys: KeyRings, token: string): Promise<boolean> => {
  const ring = await ringOfLink(keys, token);
  return ring !== undefined && openPublicationLink(ring, token) !== undefined;
};

/** Reads what an admin's link decides. Changes nothing. The order of the checks is that of links about applications. */
export const readPublication = async (reads: PublicationReads, token: string): Promise<FoundPublication> => {
  const ring = await ringOfLink(reads.keys, token);
  const link = ring && openPublicationLink(ring, token);
  const service = link && (await reads.stores.serviceById(link.service));
  const publication = service?.publication;
  if (!link || !service || !publication || link.asked > publication.asked) return { state: "unknown" };
  if (link.expires * 1000 <= reads.now) return { state: "gone", why: "over" };
  const admins: readonly string[] = await adminsOf(reads.stores, { team: PLATFORM_TEAM }, reads.admins);
  if (!admins.includes(link.admin)) return { state: "gone", why: "not-named" };
  if (link.asked < publication.asked) return { state: "gone", why: "superseded" };
  const known = { link, service: { ...service, publication } };
  if (publication.state !== "waiting")
    return { ...known, state: "decided", decision: publication.state === "approved" ? "approve" : "reject" };
  // Changed while it was not shown to others: no admin was asked about what it is now.
  return publication.subject === subjectOf(service)
    ? { ...known, state: "open" }
    : { state: "gone", why: "superseded" };
};
