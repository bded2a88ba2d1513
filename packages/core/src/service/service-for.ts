import { allow } from "../access/access.ts";
import { expectRevision } from "../expect-revision.ts";
import { Refusal } from "../refusal.ts";
import { readService } from "./read-service.ts";
import { LATCHKEY_SERVICE, type Service } from "./service.ts";
import type { ServiceReads } from "./service-work.ts";

export const serviceFor = async (
  work: Pick<ServiceReads, "stores" | "caller" | "expectedRevision">,
  reference: string,
): Promise<Service> => {
  const service = await readService(work, reference);
  await allow(work.stores, work.caller, service.team, "change-services", "service");
  if (service.slug === LATCHKEY_SERVICE)
    throw new Refusal("forbidden", "The platform's own service stays as it is.");
  expectRevision(work.expectedRevision, service);
  return service;
};
