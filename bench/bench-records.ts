import type { CallSubscription } from "@latchkey/core/call-records/call-records";
import type { Consumer } from "@latchkey/core/consumer/consumer";
import type { Service } from "@latchkey/core/service/service";

const at = "2026-01-01T00:00:00.000Z";
export const resource = (id: string) => ({ id, revision: 1, createdAt: at, updatedAt: at });

/** What verdicts are made on, in benchmarks and simulations. */
export const SERVICE: Service = {
  ...resource("svc_1"),
  slug: "orders",
  name: "Orders",
  team: "providers",
  kind: "rest",
  upstream: { url: "https://orders.example.com", timeoutSeconds: 30, sealedHeaders: {} },
  approvalRules: [],
  whenCountersFail: "closed",
  assertion: false,
  visibility: "public",
  approval: "auto",
  approvers: [],
  plans: [],
  tags: [],
  status: "published",
};

export const consumerOf = (index: number): Consumer => ({
  ...resource(`con_${String(index).padStart(16, "0")}`),
  name: `consumer-${index}`,
  team: "callers",
  labels: {},
  status: "active",
  plugins: {},
});

export const subscriptionOf = (consumer: Consumer): CallSubscription => ({
  ...resource("sub_1"),
  consumerId: consumer.id,
  consumerName: consumer.name,
  consumerTeam: consumer.team,
  serviceId: SERVICE.id,
  service: SERVICE.slug,
  serviceTeam: SERVICE.team,
  status: "active",
  applicant: { id: "ana@example.com" },
  application: 1,
  appliedAt: at,
});
