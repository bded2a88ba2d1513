import { type EventType, INTERNAL_EVENTS, PUBLIC_EVENTS } from "../event/event.ts";
import { RECORD_KINDS } from "../platform/records.ts";
import { type AuditedKind, isAudited } from "./shown-fields.ts";

/** What became of a record where no event says more. `tampered`: written past the program. */
const VERBS = ["created", "changed", "removed", "tampered"] as const;

/** The kinds of records whose events name them. */
const NAMED = ["team", "service", "consumer", "credential", "subscription"] as const;

type NamedEvent = Extract<EventType, `${(typeof NAMED)[number]}.${string}`>;

/** Written by maintenance, which emits no event. */
const BY_MAINTENANCE = ["credential.rehashed", "subscription.mended"] as const;

/** Everything that an entry of the audit can say was done. */
export type AuditAction =
  | `${AuditedKind}.${(typeof VERBS)[number]}`
  | NamedEvent
  | (typeof BY_MAINTENANCE)[number];

const isNamed = (type: EventType): type is NamedEvent => NAMED.some((kind) => type.startsWith(`${kind}.`));

export const AUDIT_ACTIONS: readonly AuditAction[] = [
  ...new Set<AuditAction>([
    ...RECORD_KINDS.filter((kind) => isAudited(kind)).flatMap((kind) =>
      VERBS.map((verb) => `${kind}.${verb}` as const),
    ),
    ...[...PUBLIC_EVENTS, ...INTERNAL_EVENTS].filter(isNamed),
    ...BY_MAINTENANCE,
  ]),
];
