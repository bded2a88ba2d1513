import { expectRevision } from "../expect-revision.ts";
import { type Delivery, replayed } from "./delivery.ts";
import { readDelivery } from "./read-webhook.ts";
import type { DeliveryPlace } from "./webhook.ts";
import type { WebhookWork } from "./webhook-work.ts";

/** Sends the same message again, in any state, with all attempts. The receiver recognizes its id. */
export const replayDelivery = async (work: WebhookWork, place: DeliveryPlace): Promise<Delivery> => {
  const delivery = await readDelivery(work, place);
  expectRevision(work.expectedRevision, delivery);
  const again = replayed(delivery, work.now);
  await work.commit({
    writes: [{ write: "replace", record: { kind: "delivery", value: again } }],
    events: [],
    result: { kind: "delivery", keys: { ...place } },
  });
  return again;
};
