import { namedActor } from "@latchkey/core/access/actor";
import type { WrittenBy } from "@latchkey/core/audit/record-change";
import { sealRecord } from "@latchkey/core/audit/record-seal";
import { isAudited } from "@latchkey/core/audit/shown-fields";
import { isoTime } from "@latchkey/core/clock";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import type { PlatformChange, PlatformWrite, StoredRecord } from "@latchkey/core/platform/records";
import { erasedKey } from "../dynamo/audit-keys.ts";
import type { ItemWrite } from "../dynamo/item-write.ts";
import type { Key } from "../dynamo/keys.ts";
import { recordItem } from "./record-item.ts";

/** Who asks for a change, as far as the audit has to know; otherwise its events say who. */
export interface Writer {
  actor: string;
  /** Empty for what was done from nowhere. */
  sourceIp: string;
}

export interface Authorship {
  /** Milliseconds since the epoch. */
  now: number;
  writer: Writer | undefined;
  /** The ring `record`. Nothing while an older stage has none. */
  ring: KeyRing | undefined;
}

/**
 * Every record that is written says beside itself by whom, under a seal over both, so the audit learns it from the table's
 * stream alone and knows a record that was written past the program. A record that is erased cannot say so: it leaves a
 * note, which stays: a record that was erased is known when a writer of the table puts it back.
 */
export const withWriter =
  (change: PlatformChange, write: PlatformWrite, { now, writer, ring }: Authorship) =>
  (planned: ItemWrite): ItemWrite[] => {
    if (write.write !== "create" && write.write !== "replace" && write.write !== "erase") return [planned];
    const { record } = write;
    const { key } = recordItem(record);
    const by = writtenBy(change, write, now, writer);
    if (!by || planned.do === "check") return [planned];
    const isItself = planned.key.pk === key.pk && planned.key.sk === key.sk;
    if (planned.do === "delete") return isItself ? [planned, noteOf(record, by, ring)] : [planned];
    const written = planned.do === "put" ? planned.attributes : planned.set;
    // The copy of a subscription has the record in it too; what else a record consists of is no record.
    if (!isItself && written["doc"] === undefined) return [planned];
    const sealed = sealedBy(ring, planned.key, written["doc"], record.value.revision, by);
    if (planned.do === "put") return [{ ...planned, attributes: { ...planned.attributes, by: sealed } }];
    return [{ ...planned, set: { ...planned.set, by: sealed } }];
  };

/** The attributes beside a record: its author, and the seal over both. */
export const sealedBy = (
  ring: KeyRing | undefined,
  key: Key,
  doc: unknown,
  revision: number,
  by: WrittenBy,
): WrittenBy & { mac?: string } =>
  ring === undefined ? by : { ...by, mac: sealRecord(ring, { key, doc, revision, by }) };

const noteOf = (record: StoredRecord, by: WrittenBy, ring: KeyRing | undefined): ItemWrite => {
  const { kind, value } = record;
  const key = erasedKey(value.id);
  // Its credentials' chain is found by the team when the consumer itself is gone.
  const team = kind === "consumer" ? { team: value.team } : {};
  return {
    do: "put",
    key,
    attributes: {
      erasedBy: sealedBy(ring, key, team, value.revision, by),
      ...team,
      revision: value.revision,
    },
    conditions: [],
  };
};

type RecordWrite = Extract<PlatformWrite, { record: StoredRecord }>;

const VERB: Record<RecordWrite["write"], string> = {
  create: "created",
  replace: "changed",
  erase: "removed",
};

const writtenBy = (
  change: PlatformChange,
  write: RecordWrite,
  now: number,
  writer: Writer | undefined,
): WrittenBy | undefined => {
  const { kind } = write.record;
  if (!isAudited(kind)) return undefined;
  const event = change.events.findLast(
    (each) => each.type.startsWith(`${kind}.`) && isAbout(each, write.record),
  );
  const told = (event ?? change.events[0])?.actor ?? "system";
  // An application that is approved at once is written by its applicant, and decided by a rule or the service.
  const actor = isAutomatic(event?.actor) ? told : (writer?.actor ?? told);
  // The applicant's address is none of the rule's: it would be shown to the provider.
  const sourceIp = writer ? actor === writer.actor && writer.sourceIp : sourceIpOf(write.record);
  return {
    kind,
    actor,
    action: event?.type ?? `${kind}.${VERB[write.write]}`,
    at: isoTime(now),
    ...(sourceIp ? { sourceIp } : {}),
  };
};

const isAutomatic = (actor = ""): boolean => ["rule", "service"].includes(namedActor(actor).kind);

const isAbout = (event: PlatformChange["events"][number], { kind, value }: StoredRecord): boolean => {
  switch (kind) {
    case "team":
      return event.team === value.slug;
    case "service":
      return event.service === value.slug;
    case "consumer":
      return event.consumer === value.id;
    case "credential":
      return event.credential === value.id;
    case "subscription":
      return event.subscription === value.id;
    default:
      return false;
  }
};

/** A person who decides by a link is not a caller of the API; the history records the source address. */
const sourceIpOf = ({ kind, value }: StoredRecord): string | undefined => {
  if (kind === "subscription") return value.history.at(-1)?.sourceIp;
  return kind === "invitation" ? value.answer?.sourceIp : undefined;
};
