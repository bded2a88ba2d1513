import type {
  ApplicationNotice,
  DecisionNotice,
  Notification,
} from "@latchkey/core/notification/notification";

const about = {
  service: { slug: "haiku", name: "Haiku as a Service", team: "poets" },
  consumer: { name: "web-shop", team: "shop" },
  plan: "Basic: 1,000 calls a day",
};

const application: ApplicationNotice = {
  ...about,
  applicant: "carla.applicant@example.org",
  scopes: ["read", "write"],
  reason:
    "Every order confirmation of our shop ends with a haiku.\n\nWe expect 300 calls a day; more on https://shop.example.org/haiku, or ask me at carla.applicant@example.org.",
  appliedAt: "2026-03-01T12:00:00.000Z",
  link: { subscription: "sub_01SAMPLE", application: 1, approver: "ann@example.com", expires: 1_773_576_000 },
};

const decision: DecisionNotice = {
  ...about,
  decision: "approved",
  by: "provider",
  reason: "Welcome! Please keep to 300 calls a day for now.",
  decidedAt: "2026-03-02T08:30:00.000Z",
  expiresAt: "2027-03-02T08:30:00.000Z",
  status: "active",
  machineApplied: false,
};

const toApprover = { to: "ann@example.com", key: "evt_1#application#ann@example.com" };
const toApplicant = { to: application.applicant, key: "evt_2#decision#carla.applicant@example.org" };
const { reason: _withoutReason, ...silent } = application;

/** One of each mail, and the edges: nothing said, long names, marks that reorder text. */
export const SAMPLES: Readonly<Record<string, Notification>> = {
  application: { ...toApprover, kind: "application", data: application },
  "application-without-reason": { ...toApprover, kind: "application", data: silent },
  "application-long": {
    ...toApprover,
    kind: "application",
    data: {
      ...application,
      service: { ...about.service, name: "Ünïcode & <b>Markup</b> ".repeat(4).trim() },
      consumer: { name: "login.example.org-".repeat(3).slice(0, 63), team: "a-team-with-a-rather-long-slug" },
      reason: `${"Donaudampfschifffahrtsgesellschaft".repeat(8)} \u202Egnp.exe`,
    },
  },
  approved: { ...toApplicant, kind: "decision", data: decision },
  rejected: {
    ...toApplicant,
    kind: "decision",
    data: {
      ...decision,
      decision: "rejected",
      status: "rejected",
      reason: "We have no capacity this month.",
    },
  },
};
