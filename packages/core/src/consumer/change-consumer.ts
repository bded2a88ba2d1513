import { isoTime } from "../clock.ts";
import type { EventType } from "../event/event.ts";
import { expectRevision } from "../expect-revision.ts";
import { keepImmutable } from "../immutable.ts";
import { Refusal } from "../refusal.ts";
import { nextRevision, type Patch } from "../resource.ts";
import { PLATFORM_TEAM } from "../team/team.ts";
import { type Consumer, type ConsumerPatch, ROOT_CONSUMER } from "./consumer.ts";
import type { ConsumerWork } from "./consumer-work.ts";
import { consumerFor } from "./read-consumer.ts";

export const changeConsumer = async (
  work: ConsumerWork,
  id: string,
  patch: ConsumerPatch,
): Promise<Consumer> => {
  const consumer = await consumerFor(work, id, "change-consumers");
  keepImmutable(consumer, patch, ["name", "team"]);
  return replace(work, consumer, { description: patch.description, labels: patch.labels });
};

/** Its calls are refused from this write on, within the authorizer's cache life. */
export const suspendConsumer = (work: ConsumerWork, id: string): Promise<Consumer> =>
  setStatus(work, id, "suspended", "consumer.suspended");

export const resumeConsumer = (work: ConsumerWork, id: string): Promise<Consumer> =>
  setStatus(work, id, "active", "consumer.resumed");

/** The consumer `root` is how the platform is reached when all else fails. */
export const isRoot = (consumer: Consumer): boolean =>
  consumer.team === PLATFORM_TEAM && consumer.name === ROOT_CONSUMER;

const setStatus = async (
  work: ConsumerWork,
  id: string,
  status: "active" | "suspended",
  event: EventType,
): Promise<Consumer> => {
  const consumer = await consumerFor(work, id, "change-consumers");
  if (isRoot(consumer)) throw new Refusal("forbidden", "The consumer root cannot be suspended.");
  if (consumer.status !== status) return replace(work, consumer, { status }, event);
  expectRevision(work.expectedRevision, consumer);
  // Nothing is to be written, but that the request was carried out: repeated later, it must not be carried out then.
  await work.commit({ writes: [], events: [], result: { kind: "consumer", keys: { consumer: id } } });
  return consumer;
};

const replace = async (
  work: ConsumerWork,
  consumer: Consumer,
  patch: Patch<Consumer>,
  event?: EventType,
): Promise<Consumer> => {
  expectRevision(work.expectedRevision, consumer);
  const changed = nextRevision(consumer, patch, isoTime(work.now));
  await work.commit({
    writes: [{ write: "replace", record: { kind: "consumer", value: changed } }],
    events: event ? [{ type: event, actor: work.actor, team: changed.team, consumer: changed.id }] : [],
    result: { kind: "consumer", keys: { consumer: changed.id } },
  });
  return changed;
};
