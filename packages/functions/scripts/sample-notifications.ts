import type {
  ApplicationNotice,
  CredentialNotice,
  DecisionNotice,
  LapseNotice,
  Notification,
  SubscriptionNotice,
} from "@latchkey/core/notification/notification";

const about = {
  subscription: "sub_01SAMPLE",
  asked: "subscription" as const,
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
  urgency: "new",
  askedAt: "2026-03-01T12:00:00.000Z",
  decideUntil: "2026-03-15T12:00:00.000Z",
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

const toAdmin = { to: "admin@example.com", key: "evt_3#application#admin@example.com" };
const toOwner = (key: string) => ({ to: "olga@example.com", key: `${key}#olga@example.com` });
const { link: _none, ...unlinked } = application;
const { asked: _asked, ...subscribed } = about;

const subscription = (
  fact: SubscriptionNotice["fact"],
  fields: Partial<SubscriptionNotice> = {},
): Notification => ({
  ...toOwner(fact),
  kind: "subscription",
  data: {
    ...subscribed,
    fact,
    at: "2027-02-23T08:30:00.000Z",
    expiresAt: "2027-03-02T08:30:00.000Z",
    status: "active",
    renewalAsked: false,
    ...fields,
  },
});

const { plan: _planless, ...management } = {
  ...unlinked,
  service: { slug: "latchkey", name: "Latchkey", team: "latchkey" },
  scopes: ["owner"],
  reason: "Our pipeline makes a consumer for each shop that we open.",
  forAdmins: true as const,
};

const lapse = (
  recipient: LapseNotice["recipient"],
  asked: LapseNotice["asked"],
  fields: Partial<LapseNotice> = {},
): Notification => ({
  ...toOwner(`lapse-${recipient}`),
  kind: "lapse",
  data: {
    ...about,
    asked,
    recipient,
    lapsedAt: "2026-03-15T12:00:00.000Z",
    machineApplied: false,
    ...fields,
  },
});

const credential = (
  fact: CredentialNotice["fact"],
  fields: Partial<CredentialNotice> = {},
): Notification => ({
  ...toOwner(fact),
  kind: "credential",
  data: {
    fact,
    at: "2026-03-02T08:30:00.000Z",
    actor: "carla.applicant@example.org",
    consumer: { id: "con_01SAMPLE", ...about.consumer },
    credential: { id: "crd_01SAMPLE", name: "production", type: "api-key" },
    ...fields,
  },
});
const soon = { expiresAt: "2026-03-09T08:30:00.000Z", actor: "system" };

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
  reminder: { ...toApprover, kind: "application", data: { ...application, urgency: "reminder" } },
  escalation: { ...toApprover, kind: "application", data: { ...unlinked, urgency: "escalation" } },
  "for-admins": { ...toAdmin, kind: "application", data: management },
  "for-admins-escalation": {
    ...toAdmin,
    kind: "application",
    data: { ...management, scopes: [], urgency: "escalation" },
  },
  "renewal-asked": { ...toApprover, kind: "application", data: { ...application, asked: "renewal" } },
  "plan-change-asked": {
    ...toApprover,
    kind: "application",
    data: { ...application, asked: "plan-change", newPlan: "Gold: 100,000 calls a day" },
  },
  "renewal-approved": { ...toApplicant, kind: "decision", data: { ...decision, asked: "renewal" } },
  "renewal-rejected": {
    ...toApplicant,
    kind: "decision",
    data: { ...decision, asked: "renewal", decision: "rejected" },
  },
  "plan-change-approved": { ...toApplicant, kind: "decision", data: { ...decision, asked: "plan-change" } },
  "plan-change-rejected": {
    ...toApplicant,
    kind: "decision",
    data: { ...decision, asked: "plan-change", decision: "rejected" },
  },
  "lapsed-applicant": lapse("applicant", "subscription"),
  "lapsed-approver": lapse("approver", "subscription"),
  "lapsed-admin": lapse("admin", "subscription", { service: management.service }),
  "lapsed-renewal": lapse("applicant", "renewal"),
  expiring: subscription("expiring"),
  expired: subscription("expired", { status: "expired" }),
  suspended: subscription("suspended", { status: "suspended", reason: "Far too many calls at night." }),
  resumed: subscription("resumed"),
  revoked: subscription("revoked", { status: "revoked" }),
  "credential-created": credential("created"),
  "credential-rotated": credential("rotated", { previousValidUntil: "2026-03-03T08:30:00.000Z" }),
  "credential-disabled": credential("disabled"),
  "credential-revoked": credential("revoked", { credential: { id: "crd_01SAMPLE", name: "production" } }),
  "credential-expiring": credential("expiring", soon),
  "credential-expired": credential("expired", soon),
  "consumer-suspended": {
    ...toOwner("suspension"),
    kind: "suspension",
    data: { of: "consumer", name: "web-shop", team: "shop", at: "2026-03-02T08:30:00.000Z" },
  },
  "team-suspended": {
    ...toOwner("suspension"),
    kind: "suspension",
    data: { of: "team", name: "Web shop", team: "shop", at: "2026-03-02T08:30:00.000Z" },
  },
  "quota-warning": quota("warning", "80 % of the month's quota of 10000 calls are used (2026-03)."),
  "quota-exceeded": quota("exceeded", "100 % of the month's quota of 10000 calls are used (2026-03)."),
};

function quota(fact: "warning" | "exceeded", used: string): Notification {
  return {
    ...toOwner("quota"),
    kind: "quota",
    data: {
      fact,
      used,
      at: "2026-03-20T08:30:00.000Z",
      consumer: { id: "con_0000000000000001", name: "web-shop", team: "shop" },
      service: "forecast",
    },
  };
}
