import { randomBytes } from "node:crypto";
import type { Consumer } from "@latchkey/core/consumer/consumer";
import type { ApiKeyCredential } from "@latchkey/core/credential/api-key/api-key-credential";
import { newConsumerId, newId } from "@latchkey/core/id";
import type { PlatformChange, PlatformWrite, StoredRecord } from "@latchkey/core/platform/records";
import { Refusal } from "@latchkey/core/refusal";
import type { Service } from "@latchkey/core/service/service";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import type { Member, Team } from "@latchkey/core/team/team";

/* Records as core makes them, with the least that a test has to say. */

export const NOW = Date.parse("2026-03-01T12:00:00.000Z");
const at = new Date(NOW).toISOString();

let made = 0;
/** A moment later for each, so that ids sort in the order of making. */
const later = () => {
  made += 1;
  return NOW + made;
};

const first = (id: string) => ({ id, revision: 1, createdAt: at, updatedAt: at });

export const aTeam = (fields: Partial<Team> = {}): Team => {
  const id = newId("tea", later(), randomBytes);
  return {
    ...first(id),
    slug: id.toLowerCase().replace("_", "-"),
    name: "Team",
    timeZone: "UTC",
    status: "active",
    ...fields,
  };
};

export const aMember = (team: string, email: string, fields: Partial<Member> = {}): Member => ({
  ...first(newId("mem", later(), randomBytes)),
  team,
  email,
  role: "owner",
  ...fields,
});

export const aService = (team: string, fields: Partial<Service> = {}): Service => {
  const id = newId("svc", later(), randomBytes);
  return {
    ...first(id),
    slug: id.toLowerCase().replace("_", "-"),
    name: "Service",
    team,
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
  };
};

export const aConsumer = (team: string, fields: Partial<Consumer> = {}): Consumer => {
  const id = newConsumerId(later(), randomBytes);
  return {
    ...first(id),
    name: id.toLowerCase(),
    team,
    labels: {},
    status: "active",
    plugins: {},
    ...fields,
  };
};

export const aCredential = (
  consumerId: string,
  fields: Partial<ApiKeyCredential> = {},
): ApiKeyCredential => ({
  ...first(newId("crd", later(), randomBytes)),
  consumerId,
  name: "key",
  status: "enabled",
  hideCredential: true,
  hint: "lk_",
  type: "api-key",
  imported: false,
  secrets: [{ hash: "aGFzaA==", pepper: "p1" }],
  ...fields,
});

export const aSubscription = (
  consumer: Consumer,
  service: Service,
  fields: Partial<Subscription> = {},
): Subscription => ({
  ...first(newId("sub", later(), randomBytes)),
  consumerId: consumer.id,
  consumerName: consumer.name,
  consumerTeam: consumer.team,
  serviceId: service.id,
  service: service.slug,
  serviceTeam: service.team,
  status: "pending",
  applicant: { id: "ana@example.com" },
  application: 1,
  appliedAt: at,
  history: [{ at, actor: "ana@example.com", action: "apply", to: "pending" }],
  ...fields,
});

export const taken = (): Refusal => new Refusal("name-taken", "taken");

export const create = (record: StoredRecord, otherwise: Refusal = taken()): PlatformWrite => ({
  write: "create",
  record,
  otherwise,
});

export const replace = (record: StoredRecord): PlatformWrite => ({ write: "replace", record });

export const change = (...writes: PlatformWrite[]): PlatformChange => ({
  writes,
  events: [],
  result: { kind: "team", keys: { team: "acme" } },
});
