import type { DeprecationNotice } from "@latchkey/core/notification/deprecation-notice";
import type { Notification } from "@latchkey/core/notification/notification";
import type { TransferNotice } from "@latchkey/core/notification/transfer-notice";
import { INVITATION_SAMPLES } from "./sample-invitations.ts";
import {
  about,
  answered,
  application,
  credential,
  decision,
  lapse,
  management,
  silent,
  soon,
  subscription,
  toAdmin,
  toApplicant,
  toApprover,
  toOwner,
  unlinked,
} from "./sample-notices.ts";
import { PUBLICATION_SAMPLES } from "./sample-publications.ts";

const quota = (fact: "warning" | "exceeded", used: string): Notification<string> => ({
  ...toOwner("quota"),
  kind: "quota",
  data: {
    of: "quota",
    fact,
    used,
    at: "2026-03-20T08:30:00.000Z",
    consumer: { id: "con_0000000000000001", name: "web-shop", team: "shop" },
    service: "forecast",
  },
});

const transfer = (
  fact: TransferNotice["fact"],
  recipient: TransferNotice["recipient"],
): Notification<string> => ({
  ...toOwner("transfer"),
  kind: "transfer",
  data: {
    fact,
    at: "2026-03-20T08:30:00.000Z",
    consumer: { id: "con_01SAMPLE", name: "web-shop" },
    from: "shop",
    to: "market",
    actor: "carla.applicant@example.org",
    ...(fact === "offered" ? { expiresAt: "2026-04-03T08:30:00.000Z" } : {}),
    recipient,
  },
});

const deprecation = (its: DeprecationNotice["deprecation"]): Notification<string> => ({
  ...toOwner("deprecation"),
  kind: "deprecation",
  data: {
    ...(its ? { deprecation: its } : {}),
    at: "2026-03-20T08:30:00.000Z",
    service: { slug: "forecast", name: "Weather forecast", team: "weather" },
    ofTeam: "shop",
  },
});

/** One of each mail, and the edges: nothing said, long names, marks that reorder text. */
export const SAMPLES: Readonly<Record<string, Notification<string>>> = {
  application: { ...toApprover, kind: "application", data: application },
  "application-without-reason": { ...toApprover, kind: "application", data: silent },
  "application-answered": { ...toApprover, kind: "application", data: answered },
  "application-to-delegate": {
    ...toApprover,
    kind: "application",
    data: {
      ...application,
      inPlaceOf: { approver: "pat.approver@example.org", until: "2026-03-09T18:00:00.000Z" },
    },
  },
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
  "credential-leaked": credential("leaked", {
    leak: { state: "disabled", foundAt: "https://code.example/shop/blob/1f2e/config.ts" },
  }),
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
  deprecated: deprecation({
    at: "2026-03-20T08:30:00.000Z",
    sunsetAt: "2026-09-20T08:30:00.000Z",
    successor: "forecast-2",
    message: "Version 2 has the same paths.\nSee docs.example.org.",
  }),
  "deprecation-taken-back": deprecation(undefined),
  announced: {
    ...toOwner("announcement"),
    kind: "announcement",
    data: {
      subject: "Maintenance on Sunday",
      text: "The service is away from 8:00 to 9:00 UTC.\nSee status.example.org.",
      at: "2026-03-20T08:30:00.000Z",
      service: { slug: "forecast", name: "Weather forecast", team: "weather" },
      ofTeam: "shop",
      link: { service: "svc_01SAMPLE", address: "owner@example.org" },
    },
  },
  "offered-to-us": transfer("offered", { as: "taking" }),
  "offered-by-us": transfer("offered", { as: "giving" }),
  "offer-declined": transfer("declined", { as: "giving" }),
  "transferred-to-us": transfer("transferred", { as: "taking" }),
  "transferred-by-us": transfer("transferred", { as: "giving" }),
  "transferred-subscriber": transfer("transferred", {
    as: "provider",
    team: "weather",
    services: ["forecast", "radar"],
  }),
  "quota-warning": quota("warning", "80 % of the month's quota of 10000 calls are used (2026-03)."),
  ...INVITATION_SAMPLES,
  ...PUBLICATION_SAMPLES,
  "quota-exceeded": quota("exceeded", "100 % of the month's quota of 10000 calls are used (2026-03)."),
};
