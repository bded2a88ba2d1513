import type {
  ApplicationNotice,
  CredentialNotice,
  DecisionNotice,
  LapseNotice,
  Notification,
  SubscriptionNotice,
} from "@latchkey/core/notification/notification";
export const about = {
  subscription: "sub_01SAMPLE",
  asked: "subscription" as const,
  service: { slug: "haiku", name: "Haiku as a Service", team: "poets" },
  consumer: { name: "web-shop", team: "shop" },
  plan: "Basic: 1,000 calls a day",
};

export const application: ApplicationNotice = {
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

export const answered: ApplicationNotice = {
  ...application,
  answers: [
    {
      name: "use",
      label: "What do you build?",
      text: "Order confirmations.\n\nSee https://shop.example.org/haiku.",
    },
    { name: "calls", label: "Calls a day", text: "300" },
  ],
  termsVersion: "2026-01",
};

export const decision: DecisionNotice = {
  ...about,
  decision: "approved",
  by: "provider",
  reason: "Welcome! Please keep to 300 calls a day for now.",
  decidedAt: "2026-03-02T08:30:00.000Z",
  expiresAt: "2027-03-02T08:30:00.000Z",
  status: "active",
  machineApplied: false,
};

export const toApprover = { to: "ann@example.com", key: "evt_1#application#ann@example.com" };
export const toApplicant = { to: application.applicant, key: "evt_2#decision#carla.applicant@example.org" };
const { reason: _withoutReason, ...silent } = application;

export const toAdmin = { to: "admin@example.com", key: "evt_3#application#admin@example.com" };
export const toOwner = (key: string) => ({ to: "olga@example.com", key: `${key}#olga@example.com` });
const { link: _none, ...unlinked } = application;
const { asked: _asked, ...subscribed } = about;

export const subscription = (
  fact: SubscriptionNotice["fact"],
  fields: Partial<SubscriptionNotice> = {},
): Notification<string> => ({
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

export const lapse = (
  recipient: LapseNotice["recipient"],
  asked: LapseNotice["asked"],
  fields: Partial<LapseNotice> = {},
): Notification<string> => ({
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

export const credential = (
  fact: CredentialNotice["fact"],
  fields: Partial<CredentialNotice> = {},
): Notification<string> => ({
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
export const soon = { expiresAt: "2026-03-09T08:30:00.000Z", actor: "system" };

export { management, silent, unlinked };
