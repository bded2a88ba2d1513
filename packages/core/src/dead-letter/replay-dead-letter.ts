import { isoTime } from "../clock.ts";
import { expectRevision } from "../expect-revision.ts";
import { notFound, Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import type { Write } from "../store/change.ts";
import type { DeliveryRecord } from "../webhook/delivery.ts";
import { replayed } from "../webhook/delivery.ts";
import type { DeadLetter } from "./dead-letter.ts";
import type { DeadLetterWork } from "./dead-letter-work.ts";
import { readDeadLetter } from "./read-dead-letter.ts";

/** Has it done once more. Should it be given up again, the letter says so. */
export const replayDeadLetter = async (work: DeadLetterWork, id: string): Promise<DeadLetter> => {
  const letter = await readDeadLetter(work, id);
  expectRevision(work.expectedRevision, letter);
  const at = isoTime(work.now);
  const again = nextRevision(letter, { replayedAt: at }, at);
  await work.commit({
    writes: [
      ...(await writesOf(work, letter)),
      { write: "replace", record: { kind: "dead-letter", value: again } },
    ],
    events: [],
    result: { kind: "dead-letter", keys: { letter: id } },
  });
  return again;
};

const writesOf = async (
  work: DeadLetterWork,
  { target, event }: DeadLetter,
): Promise<Write<DeliveryRecord>[]> => {
  if (target.kind === "webhook") {
    const delivery = await work.stores.delivery(target.webhook, target.delivery);
    if (!delivery) throw notFound("delivery");
    return [{ write: "replace", record: { kind: "delivery", value: replayed(delivery, work.now) } }];
  }
  if (!event) throw new Refusal("invalid-transition", "It holds no event that could be sent again.");
  // A function that has handled the event already ignores it: it has the same id.
  const publish: Write<DeliveryRecord> = { write: "publish-again", event };
  return target.kind === "mail" ? [publish, { write: "forget-sent", key: target.key }] : [publish];
};
