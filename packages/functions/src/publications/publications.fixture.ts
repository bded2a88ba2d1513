import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { type PublicationLink, signPublicationLink } from "@latchkey/core/publication/publication-link";
import { subjectOf } from "@latchkey/core/service/publication";
import type { Service } from "@latchkey/core/service/service";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { keysOf, NOW } from "@latchkey/core/testing/records";
import { portsAt, ring, visiting } from "../page/page.fixture.ts";
import { createPublications, type PublicationsDependencies } from "./create-publications.ts";

export const ADA = "ada@example.com";
export const ABE = "abe@example.com";
export const OWNER = "olga@example.com";
export const DAY = 86_400_000;

/** A service about which admins were asked once. */
export const asked = async (store: TestStore, fields: Partial<Service> = {}): Promise<Service> => {
  const team = fresh.team();
  const made = fresh.service(team.slug, { name: "Echo", summary: "Says it again.", ...fields });
  const publication = {
    state: "waiting" as const,
    asked: 1,
    askedAt: new Date(NOW).toISOString(),
    subject: subjectOf(made),
  };
  const service = { ...made, publication, ...fields };
  await store.keep({ team, member: fresh.member(team.slug, OWNER), service });
  return service;
};

export const linkOf = (service: Service, fields: Partial<PublicationLink> = {}): PublicationLink => ({
  service: service.id,
  asked: 1,
  admin: ADA,
  expires: (NOW + 14 * DAY) / 1000,
  ...fields,
});

export const tokenOf = (service: Service, fields: Partial<PublicationLink> = {}, by = ring): string =>
  signPublicationLink(by, linkOf(service, fields));

/** The two handlers as an admin uses them. */
export const adminAt = (store: TestStore, now = NOW, others: Partial<PublicationsDependencies> = {}) => {
  const dependencies: PublicationsDependencies = {
    keys: keysOf(ring),
    admins: [ADA, ABE],
    ...portsAt(store, now),
    ...others,
  };
  return visiting(createPublications(dependencies));
};
