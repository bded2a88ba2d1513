import { randomBytes } from "node:crypto";
import type { FailedBatches } from "@latchkey/aws/stores/failed-batch-bucket";
import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { storedApplication } from "@latchkey/aws/testing/stored-application";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import { seal } from "@latchkey/core/key-ring/seal";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { NOW } from "@latchkey/core/testing/records";
import type { Webhook } from "@latchkey/core/webhook/webhook";
import { quietLog } from "@latchkey/functions/testing/quiet-log";

export const aWebhook = (ring: KeyRing): Webhook => ({
  id: "whk_1",
  revision: 1,
  createdAt: new Date(NOW).toISOString(),
  updatedAt: new Date(NOW).toISOString(),
  team: "acme",
  url: "https://example.com/",
  events: ["consumer.created"],
  status: "enabled",
  sealedSecret: seal(ring, `whsec_${Buffer.alloc(32).toString("base64")}`, "whk_1", randomBytes),
});

const oneBatch: FailedBatches = {
  async *list() {
    yield { key: "late", failedAt: NOW };
  },
  read: async () => undefined,
  remove: async () => {},
};

/** A run of `recount` that has no time to count what it finds. */
export const outOfTime = {
  failed: oneBatch,
  ingest: () => Promise.reject(),
  timeLeft: () => 0,
  log: quietLog,
};

/** A subscription that waits for its approver. */
export const applied = async (store: TestStore): Promise<Subscription> =>
  (await storedApplication(store, { service: { approvers: ["ann@example.com"] } })).subscription;
