import type { AuditFacts } from "./audit-entry.ts";
import { isSame } from "./canonical-json.ts";
import { type AuditedKind, shownOf } from "./shown-fields.ts";

/** The author of a record, as stored beside it. */
export interface WrittenBy {
  kind: AuditedKind;
  actor: string;
  action: string;
  at: string;
  sourceIp?: string;
}

type Doc = Record<string, unknown>;

/** A record as it was and as it is, from the table's stream. One of the two is there. */
export interface RecordChange {
  by: WrittenBy;
  before?: Doc;
  after?: Doc;
}

/** Characters of JSON: above it, fields longer than the second are told by their length alone. */
const MAX_LENGTH = 10_000;
const MAX_FIELD = 500;

/** What the chain of `team` says of a change. */
export const factsOf = ({ by, before, after }: RecordChange, team: string): AuditFacts => {
  const doc = after ?? before ?? {};
  const was = before && shownOf(by.kind, before);
  const is = after && shownOf(by.kind, after);
  return {
    at: by.at,
    actor: by.actor,
    ...(by.sourceIp !== undefined && isOwnSide({ by, ...(before ? { before } : {}) }, doc, team)
      ? { sourceIp: by.sourceIp }
      : {}),
    action: by.action,
    target: `${by.kind}/${nameOf(by.kind, doc)}`,
    ...(was ? { before: bounded(is ? differing(was, is) : was) } : {}),
    ...(is ? { after: bounded(was ? differing(is, was) : is) } : {}),
  };
};

/** Whether an entry reports a write that bypassed the program. */
export const isTampered = ({ action }: Pick<AuditFacts, "action">): boolean => action.endsWith(".tampered");

/** The teams whose chains have the change; undefined when only the credential's consumer says it. */
export const teamsOf = ({ by, before, after }: RecordChange): string[] | { consumerId: string } => {
  const doc = after ?? before ?? {};
  const text = (field: string) => (typeof doc[field] === "string" ? [doc[field]] : []);
  if (by.kind === "credential") return { consumerId: text("consumerId")[0] ?? "" };
  if (by.kind === "subscription")
    return distinct([...text("consumerTeam"), ...text("serviceTeam"), ...formerOf("consumerTeam", before)]);
  if (by.kind === "consumer")
    return distinct([
      ...text("team"),
      ...formerOf("team", before),
      ...(by.action === DECLINED ? offeredTo(before) : []),
    ]);
  return by.kind === "team" ? text("slug") : text("team");
};

const distinct = (teams: string[]): string[] => [...new Set(teams)];

/** Done by the team that a consumer was offered to. */
const DECLINED = "consumer.transfer-declined";

const offeredTo = (before: Doc | undefined): string[] => {
  const offer = before?.["transfer"];
  const team = typeof offer === "object" && offer !== null && "team" in offer ? offer.team : undefined;
  return typeof team === "string" ? [team] : [];
};

/** The team that has lost it, where the change is a transfer. */
const formerOf = (field: string, before: Doc | undefined): string[] => {
  const team = before?.[field];
  return typeof team === "string" ? [team] : [];
};

const nameOf = (kind: AuditedKind, doc: Doc): string => {
  if (kind === "team") return String(doc["slug"]);
  return kind === "member" || kind === "invitation" || kind === "delegation"
    ? `${doc["team"]}/${doc["email"]}`
    : String(doc["id"]);
};

/** What the provider's side does to a subscription. */
const BY_PROVIDER: ReadonlySet<string> = new Set(
  [
    "approved",
    "rejected",
    "suspended",
    "resumed",
    "revoked",
    "renewed",
    "renewal-rejected",
    "plan-changed",
    "plan-change-rejected",
  ].map((what) => `subscription.${what}`),
);

/** Neither side of a subscription, or of a transfer, is told where the other one's people were. */
const isOwnSide = ({ by: { kind, action }, before }: RecordChange, doc: Doc, team: string): boolean => {
  if (kind === "subscription") return doc[BY_PROVIDER.has(action) ? "serviceTeam" : "consumerTeam"] === team;
  if (kind !== "consumer") return true;
  return (action === DECLINED ? offeredTo(before)[0] : doc["team"]) === team;
};

const differing = (one: Doc, other: Doc): Doc =>
  Object.fromEntries(
    Object.entries(one).filter(
      ([field, value]) => !isSame(value, Object.hasOwn(other, field) ? other[field] : undefined),
    ),
  );

/** 200 entries fit into one answer of a Lambda. */
const bounded = (shown: Doc): Doc => {
  if (JSON.stringify(shown).length <= MAX_LENGTH) return shown;
  return Object.fromEntries(
    Object.entries(shown).map(([field, value]) => {
      const characters = JSON.stringify(value)?.length ?? 0;
      return [field, characters <= MAX_FIELD ? value : { tooLargeToShow: characters }];
    }),
  );
};
