import { isoTime } from "../clock.ts";
import { newId } from "../id.ts";
import { Refusal } from "../refusal.ts";
import { firstRevision } from "../resource.ts";
import type { Delivery } from "./delivery.ts";
import { readWebhook } from "./read-webhook.ts";
import type { WebhookPlace } from "./webhook.ts";
import type { WebhookWork } from "./webhook-work.ts";

/** The type of what a test sends: no webhook can ask for it. */
export const TEST_EVENT = "webhook.test";

/** One test of a webhook within it: each is a message to an address that its owner may not own. */
const EVERY_MS = 10_000;

/**
 * Sends a message that tells of nothing, signed and tried again as every other.
 *
 * @throws Refusal `invalid-transition` for a disabled one, `rate-limited` for a second test within ten seconds.
 */
export const testWebhook = async (work: WebhookWork, place: WebhookPlace): Promise<Delivery> => {
  const { team, id: webhook, status } = await readWebhook(work, place);
  if (status !== "enabled")
    throw new Refusal("invalid-transition", "Nothing is sent to a disabled webhook.", { state: status });
  const at = isoTime(work.now);
  // The same for ten seconds, so that a second one is known by the first.
  const id = newId("dlv", work.now - (work.now % EVERY_MS), (length) => new Uint8Array(length));
  const eventId = newId("evt", work.now, work.random);
  const value: Delivery = {
    ...firstRevision(id, at),
    webhook,
    team,
    eventId,
    type: TEST_EVENT,
    payload: JSON.stringify({ type: TEST_EVENT, timestamp: at, data: { id: eventId, at, team, webhook } }),
    status: "waiting",
    attempts: 0,
    nextAttemptAt: at,
  };
  await work.commit({
    writes: [
      {
        write: "create",
        record: { kind: "delivery", value },
        otherwise: new Refusal("rate-limited", "A test was sent a moment ago. Wait ten seconds.", {
          retryAfterSeconds: EVERY_MS / 1000,
        }),
      },
    ],
    events: [],
    result: { kind: "delivery", keys: { ...place, delivery: id } },
  });
  return value;
};
