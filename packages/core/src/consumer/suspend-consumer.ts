import type { EventType } from "../event/event.ts";
import { expectRevision } from "../expect-revision.ts";
import { Refusal } from "../refusal.ts";
import type { Consumer } from "./consumer.ts";
import type { ConsumerWork } from "./consumer-work.ts";
import { consumerFor } from "./read-consumer.ts";
import { replaceConsumer } from "./replace-consumer.ts";
import { isRoot } from "./root-consumer.ts";

/** Its calls are refused from this write on, within the authorizer's cache life. */
export const suspendConsumer = (work: ConsumerWork, id: string): Promise<Consumer> =>
  setStatus(work, id, "suspended", "consumer.suspended");

export const resumeConsumer = (work: ConsumerWork, id: string): Promise<Consumer> =>
  setStatus(work, id, "active", "consumer.resumed");

const setStatus = async (
  work: ConsumerWork,
  id: string,
  status: "active" | "suspended",
  event: EventType,
): Promise<Consumer> => {
  const consumer = await consumerFor(work, id, "change-consumers");
  if (isRoot(consumer)) throw new Refusal("forbidden", "The consumer root cannot be suspended.");
  if (consumer.status !== status) return replaceConsumer(work, consumer, { status }, event);
  expectRevision(work.expectedRevision, consumer);
  // Nothing is to be written, but that the request was carried out: repeated later, it must not be carried out then.
  await work.commit({ writes: [], events: [], result: { kind: "consumer", keys: { consumer: id } } });
  return consumer;
};
