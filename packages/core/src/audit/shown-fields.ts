import type { RecordKind, RecordValue } from "../platform/records.ts";

/** Deliveries and dead letters are traffic: what caused them is in the chain already. */
export type AuditedKind = Exclude<RecordKind, "delivery" | "dead-letter">;

type FieldOf<R> = R extends unknown ? keyof R : never;

/**
 * What the audit may tell of each kind of record. A field that is not named here is not told: whatever comes to a record
 * later, a secret among it, stays out until somebody decides otherwise.
 */
const SHOWN: { [K in AuditedKind]: readonly FieldOf<RecordValue<K>>[] } = {
  team: ["slug", "name", "timeZone", "status"],
  member: ["team", "email", "role"],
  invitation: ["team", "email", "offer", "inviter", "status", "number", "expiresAt"],
  service: [
    "slug",
    "name",
    "team",
    "kind",
    "summary",
    "description",
    "cors",
    "scopes",
    "approvalRules",
    "whenCountersFail",
    "assertion",
    "usageEvent",
    "visibility",
    "approval",
    "approvers",
    "approversPending",
    "plans",
    "tags",
    "status",
    "publication",
  ],
  consumer: ["name", "team", "description", "labels", "status", "plugins"],
  credential: [
    "consumerId",
    "name",
    "type",
    "status",
    "expiresAt",
    "hideCredential",
    "allowedIps",
    "scopes",
    "in",
    "previousValidUntil",
    "imported",
    "username",
    "algorithms",
    "issuer",
    "audience",
    "subjectClaim",
    "subject",
    "requireExpiry",
    "clockSkewSeconds",
    "maxLifetimeSeconds",
    "accessKey",
    "schemes",
    "replayProtection",
    "allowUnsignedPayload",
  ],
  issuer: ["issuer", "team", "teams"],
  subscription: [
    "consumerId",
    "consumerName",
    "consumerTeam",
    "serviceId",
    "service",
    "serviceTeam",
    "status",
    "plan",
    "scopes",
    "reason",
    "applicant",
    "application",
    "expiresAt",
    "renewal",
    "planChange",
  ],
  webhook: ["team", "events", "status"],
};

/** Parts of fields that are not told whole: where calls go, but no path or query, which may hold a key. */
const DERIVED: Partial<Record<AuditedKind, (doc: Doc) => Doc>> = {
  service: ({ upstream }) => {
    if (!isDoc(upstream)) return {};
    const { url, timeoutSeconds, sealedHeaders } = upstream;
    const headerNames = isDoc(sealedHeaders) ? Object.keys(sealedHeaders) : [];
    return { upstream: { ...originOf(url), timeoutSeconds, headerNames } };
  },
  webhook: ({ url }) => originOf(url),
  credential: ({ key }) => (isDoc(key) ? { keyKind: key["kind"] } : {}),
};

type Doc = Record<string, unknown>;
const isDoc = (value: unknown): value is Doc => typeof value === "object" && value !== null;

const originOf = (url: unknown): Doc =>
  typeof url === "string" && URL.canParse(url) ? { origin: new URL(url).origin } : {};

export const isAudited = (kind: string): kind is AuditedKind => Object.hasOwn(SHOWN, kind);

/** What may be told of a record as it was stored. */
export const shownOf = (kind: AuditedKind, doc: Doc): Doc => {
  const fields: readonly string[] = SHOWN[kind];
  const shown = fields.flatMap((field) => (Object.hasOwn(doc, field) ? [[field, doc[field]] as const] : []));
  return { ...Object.fromEntries(shown), ...DERIVED[kind]?.(doc) };
};
