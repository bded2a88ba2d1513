import { actorName, SYSTEM } from "../access/actor.ts";
import { isoTime } from "../clock.ts";
import { announcementsOf, type DueTask, dueBy, earliest, notGiven } from "../due/due-task.ts";
import type { Timing } from "../due/timing.ts";
import { nextRevision } from "../resource.ts";
import type { Commit } from "../store/change.ts";
import type { Service, ServiceRecord } from "./service.ts";
import type { ServiceStore } from "./service-store.ts";

export interface ServiceDueWork {
  stores: Pick<ServiceStore, "service">;
  timing: Timing;
  now: number;
  commit: Commit<ServiceRecord>;
}

/** When the service's end is announced next, in milliseconds since the epoch; nothing when never. */
export const serviceDueAt = (service: Pick<Service, "deprecation">, timing: Timing): number | undefined =>
  earliest(tasksOf(service, timing));

/**
 * Tells the subscribers of a deprecated service that its end comes near. Repeated, it finds nothing left to do.
 *
 * @param known the revision at which the index has called it due.
 * @throws Raced when another change came first: begin again.
 */
export const announceSunset = async (
  { stores, timing, now, commit }: ServiceDueWork,
  { slug, revision: known }: { slug: string; revision: number },
): Promise<void> => {
  const service = await stores.service(slug);
  if (!service?.deprecation) return;
  const isDue = dueBy(tasksOf(service, timing), now).has("announce");
  // Written under other settings: its time in the index is out of date.
  if (!isDue && service.revision !== known) return;
  const at = isoTime(now);
  const value = nextRevision(service, { deprecation: { ...service.deprecation, announcedUntil: at } }, at);
  const actor = actorName(SYSTEM);
  await commit({
    writes: [{ write: "replace", record: { kind: "service", value } }],
    events: isDue ? [{ type: "service.deprecation-notice", actor, team: service.team, service: slug }] : [],
    result: { kind: "service", keys: { service: slug } },
  });
};

const tasksOf = ({ deprecation }: Pick<Service, "deprecation">, timing: Timing): DueTask<"announce">[] => {
  if (!deprecation) return [];
  const end = Date.parse(deprecation.sunsetAt);
  return notGiven(announcementsOf(end, Number.POSITIVE_INFINITY, timing), deprecation.announcedUntil);
};
