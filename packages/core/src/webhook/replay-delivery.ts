import { expectRevision } from "../expect-revision.ts";
import { type Delivery, replayed } from "./delivery.ts";
import { readDelivery } from "./read-webhook.ts";
import type { WebhookWork } from "./webhook-work.ts";

/** Sends the same message again, in any state, with all attempts. The receiver recognizes its id. */
export const replayDelivery = async (
  work: WebhookWork,
  team: string,
  webhook: string,
  id: string,
): Promise<Delivery> => {
  const delivery = await readDelivery(work, team, webhook, id);
  expectRevision(work.expectedRevision, delivery);
  const again = replayed(delivery, work.now);
  await work.commit({
    writes: [{ write: "replace", record: { kind: "delivery", value: again } }],
    events: [],
    result: { kind: "delivery", keys: { team, webhook, delivery: id } },
  });
  return again;
};
