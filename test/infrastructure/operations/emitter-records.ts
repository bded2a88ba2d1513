import { randomBytes } from "node:crypto";
import {
  aConsumer,
  aMember,
  aService,
  aSubscription,
  aTeam,
  change,
  create,
  NOW,
  taken,
} from "@latchkey/aws/testing/records";
import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import { seal } from "@latchkey/core/key-ring/seal";
import type { PlatformWrite } from "@latchkey/core/platform/records";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import type { Webhook } from "@latchkey/core/webhook/webhook";

const count = (counter: Extract<PlatformWrite, { write: "count" }>["counter"]): PlatformWrite => ({
  write: "count",
  counter,
  by: 1,
  otherwise: taken(),
});

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

/** A subscription that waits for its approver. */
export const applied = async (store: TestStore): Promise<Subscription> => {
  const team = aTeam();
  const service = aService(team.slug, { approvers: ["ann@example.com"] });
  const consumer = aConsumer(team.slug);
  const subscription = aSubscription(consumer, service, {
    applicant: { id: "carl@example.com", email: "carl@example.com" },
  });
  await store.commit(change(create({ kind: "team", value: team })));
  await store.commit(change(create({ kind: "member", value: aMember(team.slug, "olga@example.com") })));
  await store.commit(change(create({ kind: "service", value: service })));
  await store.commit(
    change(
      create({ kind: "consumer", value: consumer }),
      create({ kind: "subscription", value: subscription }),
      count({ of: "service", slug: service.slug, what: "living" }),
      count({ of: "consumer", id: consumer.id, what: "living" }),
    ),
  );
  return subscription;
};
