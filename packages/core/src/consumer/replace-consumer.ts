import { isoTime } from "../clock.ts";
import type { EventType } from "../event/event.ts";
import { expectRevision } from "../expect-revision.ts";
import { nextRevision, type Patch } from "../resource.ts";
import type { Consumer } from "./consumer.ts";
import type { ConsumerWork } from "./consumer-work.ts";

export const replaceConsumer = async (
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
