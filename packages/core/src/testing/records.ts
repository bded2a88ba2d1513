import type { Announcement } from "../announcement/announcement.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { ApiKeyCredential } from "../credential/api-key/api-key-credential.ts";
import type { Delegation } from "../delegation/delegation.ts";
import type { Invitation } from "../invitation/invitation.ts";
import type { Issuer } from "../issuer/issuer.ts";
import type { KeyRing, KeyRings } from "../key-ring/key-ring.ts";
import type { Service } from "../service/service.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Member, Team } from "../team/team.ts";
import type { Webhook } from "../webhook/webhook.ts";

/* Records with the least that a test has to say. */

export const NOW = Date.parse("2026-03-01T12:00:00.000Z");
export const DAY = 86_400_000;
export const timeAt = (milliseconds: number): string => new Date(milliseconds).toISOString();

const first = (id: string) => ({ id, revision: 1, createdAt: timeAt(NOW), updatedAt: timeAt(NOW) });

export const aTeam = (fields: Partial<Team> = {}): Team => ({
  ...first("tea_1"),
  slug: "callers",
  name: "Callers",
  timeZone: "UTC",
  status: "active",
  ...fields,
});

export const aMember = (fields: Partial<Member> = {}): Member => ({
  ...first("mem_1"),
  team: "callers",
  email: "dev@callers.test",
  role: "owner",
  ...fields,
});

export const aService = (fields: Partial<Service> = {}): Service => ({
  ...first("svc_1"),
  slug: "weather",
  name: "Weather",
  team: "providers",
  kind: "rest",
  upstream: { url: "https://example.com", timeoutSeconds: 30, sealedHeaders: {} },
  approvalRules: [],
  whenCountersFail: "closed",
  assertion: false,
  visibility: "public",
  approval: "manual",
  approvers: [],
  plans: [],
  tags: [],
  status: "published",
  ...fields,
});

export const aConsumer = (fields: Partial<Consumer> = {}): Consumer => ({
  ...first("con_0000000000000001"),
  name: "app",
  team: "callers",
  labels: {},
  status: "active",
  plugins: {},
  ...fields,
});

export const aCredential = (fields: Partial<ApiKeyCredential> = {}): ApiKeyCredential => ({
  ...first("crd_1"),
  consumerId: "con_0000000000000001",
  name: "key",
  status: "enabled",
  hideCredential: true,
  hint: "lk_",
  type: "api-key",
  imported: false,
  secrets: [],
  ...fields,
});

export const aSubscription = (fields: Partial<Subscription> = {}): Subscription => ({
  ...first("sub_1"),
  consumerId: "con_0000000000000001",
  consumerName: "app",
  consumerTeam: "callers",
  serviceId: "svc_1",
  service: "weather",
  serviceTeam: "providers",
  status: "pending",
  applicant: { id: "dev@callers.test", email: "dev@callers.test" },
  application: 1,
  appliedAt: timeAt(NOW),
  history: [
    {
      at: timeAt(NOW),
      actor: { kind: "person", email: "dev@callers.test" },
      action: "apply",
      to: "pending",
      application: 1,
    },
  ],
  ...fields,
});

export const aDelegation = (fields: Partial<Delegation> = {}): Delegation => ({
  ...first("dlg_1"),
  email: "ann@providers.test",
  delegate: "dee@providers.test",
  until: timeAt(NOW + DAY),
  team: "providers",
  ...fields,
});

export const anInvitation = (fields: Partial<Invitation> = {}): Invitation => ({
  ...first("inv_1"),
  team: "callers",
  email: "zoe@strangers.test",
  offer: { kind: "member", role: "member" },
  inviter: { kind: "person", email: "dev@callers.test" },
  status: "invited",
  number: 1,
  mailedAt: timeAt(NOW),
  expiresAt: timeAt(NOW + 14 * DAY),
  ...fields,
});

export const anAnnouncement = (fields: Partial<Announcement> = {}): Announcement => ({
  ...first("ann_1"),
  service: "weather",
  serviceId: "svc_1",
  team: "providers",
  subject: "News",
  text: "It rains.",
  recipients: 3,
  ...fields,
});

export const anIssuer = (fields: Partial<Issuer> = {}): Issuer => ({
  ...first("iss_1"),
  issuer: "https://idp.test",
  team: "callers",
  teams: ["callers"],
  ...fields,
});

export const aWebhook = (fields: Partial<Webhook> = {}): Webhook => ({
  ...first("whk_1"),
  team: "callers",
  url: "https://hooks.test",
  events: ["subscription.approved"],
  status: "enabled",
  sealedSecret: "sealed",
  ...fields,
});

/** A ring whose keys are told apart by their bytes; the first id is the current one. */
export const aRing = (...ids: [string, ...string[]]): KeyRing => ({
  current: ids[0],
  keys: Object.fromEntries(ids.map((id) => [id, Buffer.alloc(32, id).toString("base64")])),
});

/** A ring that names its key as another ring does, with other bytes. */
export const aForgedRing = (id: string): KeyRing => ({
  current: id,
  keys: { [id]: Buffer.alloc(32, `forged ${id}`).toString("base64") },
});

/** Keys of which every ring is this one. */
export const keysOf = (ring: KeyRing): KeyRings => ({ ring: async () => ring, refresh: async () => ring });

/** Bytes that repeat: a test that needs chance says so. */
export const countingBytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index);
