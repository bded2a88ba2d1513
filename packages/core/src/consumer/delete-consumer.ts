import { isoTime } from "../clock.ts";
import { expectRevision } from "../expect-revision.ts";
import { notFound, Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import type { ConsumerWork } from "./consumer-work.ts";
import { consumerFor } from "./read-consumer.ts";
import { isRoot } from "./root-consumer.ts";

/**
 * Marks the consumer as deleted, which ends its calls, and leaves the removal of its credentials and subscriptions to the
 * handler of `consumer.deleted`, which can stop half-way and resume. The name stays taken.
 *
 * @param confirm the consumer's name, typed by the person who deletes it.
 */
export const deleteConsumer = async (
  work: ConsumerWork,
  id: string,
  confirm: string | undefined,
): Promise<void> => {
  const consumer = await consumerFor(work, id, "delete-consumers");
  if (isRoot(consumer)) throw new Refusal("forbidden", "The consumer root cannot be deleted.");
  if (confirm !== consumer.name)
    throw new Refusal("confirmation-mismatch", "Give the consumer's name in ?confirm= to delete it.");
  expectRevision(work.expectedRevision, consumer);
  const deleted = nextRevision(consumer, { status: "deleted" }, isoTime(work.now));
  await work.commit({
    writes: [
      { write: "replace", record: { kind: "consumer", value: deleted } },
      {
        write: "count",
        counter: { of: "team", slug: consumer.team, what: "consumers" },
        by: -1,
        otherwise: notFound("team"),
      },
    ],
    events: [{ type: "consumer.deleted", actor: work.actor, team: consumer.team, consumer: id }],
    result: { kind: "consumer", keys: { consumer: id } },
  });
};
