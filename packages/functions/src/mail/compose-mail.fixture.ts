import type {
  ApplicationNotice,
  DecisionNotice,
  Notification,
} from "@latchkey/core/notification/notification";
import { aRing } from "@latchkey/core/testing/records";
import { composeMail } from "./compose-mail.tsx";
import { senderOf } from "./mail-identity.ts";

export const ring = aRing("k1");

export const settings = {
  sender: senderOf("Latchkey <noreply@mail.example.com>"),
  controlUrl: "https://control.example.com",
  gatewayUrl: "https://api.example.com",
  portalUrl: "",
};

export const link = {
  subscription: "sub_1",
  application: 1,
  approver: "ann@example.com",
  expires: 1_800_000_000,
};

export const about = {
  subscription: "sub_1",
  asked: "subscription" as const,
  service: { slug: "echo", name: "Echo", team: "providers" },
  consumer: { name: "web-shop", team: "shop" },
};

export const applicationNotice = {
  ...about,
  applicant: "carl@example.com",
  scopes: [],
  reason: "We sell things.",
  urgency: "new" as const,
  askedAt: "2026-03-01T12:00:00.000Z",
  decideUntil: "2026-03-15T12:00:00.000Z",
  link,
};

export const decisionNotice = {
  ...about,
  decision: "approved" as const,
  by: "provider" as const,
  decidedAt: "2026-03-02T12:00:00.000Z",
  status: "active" as const,
  machineApplied: false,
};

const composed = (notification: Notification<string>) => composeMail(notification, settings, ring);

export const application = (fields: Partial<ApplicationNotice> = {}) => {
  const key = "evt_1#application#ann@example.com";
  return composed({
    kind: "application",
    to: "ann@example.com",
    key,
    data: { ...applicationNotice, ...fields },
  });
};

export const decision = (fields: Partial<DecisionNotice> = {}) => {
  const key = "evt_2#decision#carl@example.com";
  return composed({ kind: "decision", to: "carl@example.com", key, data: { ...decisionNotice, ...fields } });
};

export const hrefs = (html: string): string[] =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? "");
