import type * as z from "zod/mini";
import { exampleResource } from "../http/resource-texts.ts";
import type { SubscriptionView } from "./subscription-view.ts";

/** As the OpenAPI document shows one. */
export const EXAMPLE_SUBSCRIPTION: z.output<typeof SubscriptionView> = {
  ...exampleResource("sub"),
  consumerId: exampleResource("con").id,
  consumerName: "my-app",
  consumerTeam: "apps",
  serviceId: exampleResource("svc").id,
  service: "forecast",
  serviceTeam: "weather",
  status: "active",
  plan: "basic",
  reason: "For my app.",
  applicant: { id: "kim", email: "kim@example.com", role: "member" },
  application: 1,
  appliedAt: "2026-01-31T12:00:00.000Z",
  expiresAt: "2027-02-01T09:30:00.000Z",
  termDays: 365,
  approvals: [{ by: "pat@example.com", at: "2026-02-01T09:30:00.000Z" }],
  history: [
    {
      at: "2026-01-31T12:00:00.000Z",
      actor: "kim@example.com",
      action: "apply",
      to: "pending",
      application: 1,
    },
    {
      at: "2026-02-01T09:30:00.000Z",
      actor: "pat@example.com",
      action: "approve",
      from: "pending",
      to: "active",
      application: 1,
    },
  ],
  actions: ["renew", "change-plan", "cancel"],
};
