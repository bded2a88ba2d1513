import { ANNOUNCEMENT_SHOWN } from "../announcement/announcement.ts";
import { CONSUMER_SHOWN } from "../consumer/consumer.ts";
import { JWT_SETTINGS_SHOWN } from "../credential/jwt/jwt-credential.ts";
import { OAUTH2_SETTINGS_SHOWN } from "../credential/oauth2/oauth2-credential.ts";
import { CREDENTIAL_SHOWN } from "../credential/part/credential-fields.ts";
import type { RecordKind, RecordValue } from "../platform/records.ts";
import { SERVICE_SHOWN } from "../service/service.ts";
import { SUBSCRIPTION_SHOWN } from "../subscription/subscription.ts";

/** Deliveries and dead letters are traffic: what caused them is in the chain already. How a person is mailed is of no team. */
export type AuditedKind = Exclude<RecordKind, "delivery" | "dead-letter" | "mail-choice">;

type FieldOf<R> = R extends unknown ? keyof R : never;

/** What every resource has, and an entry of the audit says by itself. */
const NOT_SHOWN = { id: false, revision: false, createdAt: false, updatedAt: false } as const;

/**
 * What the audit may tell of each kind of record. Each field is listed: a field that is added to a record later, which may
 * be a secret, does not compile until its author states whether the audit shows it.
 */
const SHOWN: { [K in AuditedKind]: Readonly<Record<FieldOf<RecordValue<K>>, boolean>> } = {
  team: {
    ...NOT_SHOWN,
    slug: true,
    name: true,
    timeZone: true,
    status: true,
    onLeak: true,
    maxCredentialDays: true,
  },
  member: {
    ...NOT_SHOWN,
    team: true,
    email: true,
    role: true,
  },
  invitation: {
    ...NOT_SHOWN,
    team: true,
    email: true,
    offer: true,
    inviter: true,
    status: true,
    number: true,
    expiresAt: true,
    mailedAt: false,
    answer: false,
  },
  delegation: {
    ...NOT_SHOWN,
    email: true,
    delegate: true,
    until: true,
    team: true,
  },
  service: {
    ...NOT_SHOWN,
    ...SERVICE_SHOWN,
    cors: true,
    approvalRules: true,
    whenCountersFail: true,
    assertion: true,
    usageEvent: true,
    models: true,
    approvers: true,
    approvalsNeeded: true,
    approversPending: true,
    publication: true,
    upstream: false,
    chat: false,
    maxConcurrentCalls: false,
    formerPlans: false,
    openapi: false,
  },
  consumer: {
    ...NOT_SHOWN,
    ...CONSUMER_SHOWN,
  },
  credential: {
    ...NOT_SHOWN,
    ...CREDENTIAL_SHOWN,
    type: true,
    imported: true,
    username: true,
    ...JWT_SETTINGS_SHOWN,
    ...OAUTH2_SETTINGS_SHOWN,
    accessKey: true,
    schemes: true,
    replayProtection: true,
    allowUnsignedPayload: true,
    hint: false,
    lastUsedAt: false,
    lastUses: false,
    remindedUntil: false,
    pointers: false,
    key: false,
    secrets: false,
    tokensSince: true,
    revokedTokens: false,
  },
  issuer: {
    ...NOT_SHOWN,
    issuer: true,
    team: true,
    teams: true,
  },
  subscription: {
    ...NOT_SHOWN,
    ...SUBSCRIPTION_SHOWN,
    appliedAt: false,
    termDays: false,
    remindedUntil: false,
    history: false,
  },
  announcement: {
    ...NOT_SHOWN,
    ...ANNOUNCEMENT_SHOWN,
  },
  webhook: {
    ...NOT_SHOWN,
    team: true,
    events: true,
    status: true,
    url: false,
    sealedSecret: false,
  },
};

/** Parts of fields that are not told whole: where calls go, but no path or query, which may hold a key. */
const DERIVED: Partial<Record<AuditedKind, (doc: Doc) => Doc>> = {
  service: ({ upstream, chat }) => {
    const chats = Array.isArray(chat) ? { chat: chat.filter(isDoc).map(chatShown) } : {};
    if (!isDoc(upstream)) return chats;
    const { url, timeoutSeconds, sealedHeaders, auth, keys } = upstream;
    const headerNames = isDoc(sealedHeaders) ? Object.keys(sealedHeaders) : [];
    return {
      ...chats,
      upstream: {
        ...originOf(url),
        timeoutSeconds,
        headerNames,
        ...(auth === undefined ? {} : { auth }),
        ...(isDoc(keys) ? { keyNames: Object.keys(keys).sort() } : {}),
      },
    };
  },
  webhook: ({ url }) => originOf(url),
  credential: ({ key }) => (isDoc(key) ? { keyKind: key["kind"] } : {}),
};

type Doc = Record<string, unknown>;
const isDoc = (value: unknown): value is Doc => typeof value === "object" && value !== null;

const chatShown = ({ name, host }: Doc): Doc => ({ ...(name === undefined ? {} : { name }), host });

const originOf = (url: unknown): Doc =>
  typeof url === "string" && URL.canParse(url) ? { origin: new URL(url).origin } : {};

export const isAudited = (kind: string): kind is AuditedKind => Object.hasOwn(SHOWN, kind);

/** What may be told of a record as it was stored. */
export const shownOf = (kind: AuditedKind, doc: Doc): Doc => {
  const fields = Object.entries(SHOWN[kind]).flatMap(([field, isShown]) => (isShown ? [field] : []));
  const shown = fields.flatMap((field) => (Object.hasOwn(doc, field) ? [[field, doc[field]] as const] : []));
  return { ...Object.fromEntries(shown), ...DERIVED[kind]?.(doc) };
};
