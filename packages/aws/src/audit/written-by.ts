import type { WrittenBy } from "@latchkey/core/audit/record-change";
import { isAudited } from "@latchkey/core/audit/shown-fields";
import { isoTime } from "@latchkey/core/clock";
import type { Change, StoredRecord, Write } from "@latchkey/core/store/change";
import { erasedKey } from "../table/audit-keys.ts";
import type { ItemWrite } from "../table/item-write.ts";
import { recordItem } from "../table/record-item.ts";
import { TTL_ATTRIBUTE } from "../table/table-definition.ts";

/** Who asks for a change, as far as the audit has to know; otherwise its events say who. */
export interface Writer {
  actor: string;
  /** Empty for what was done from nowhere. */
  sourceIp: string;
}

/** The table's stream keeps a day; what an erased record's note is for is over by then. */
const NOTE_SECONDS = 7 * 86_400;

/**
 * Every record that is written says by whom, beside itself, so the audit learns it from the table's stream alone. A
 * record that is erased cannot: it leaves a note.
 */
export const withWriter =
  (change: Change, write: Write, now: number, writer: Writer | undefined) =>
  (planned: ItemWrite): ItemWrite[] => {
    if (write.write !== "create" && write.write !== "replace" && write.write !== "erase") return [planned];
    const { record } = write;
    const { key } = recordItem(record);
    const by = writtenBy(change, write, now, writer);
    if (!by || planned.key.pk !== key.pk || planned.key.sk !== key.sk) return [planned];
    if (planned.do === "put") return [{ ...planned, attributes: { ...planned.attributes, by } }];
    if (planned.do === "update") return [{ ...planned, set: { ...planned.set, by } }];
    return [planned, noteOf(record, by, now)];
  };

const noteOf = ({ kind, value }: StoredRecord, erasedBy: WrittenBy, now: number): ItemWrite => ({
  do: "put",
  key: erasedKey(value.id),
  attributes: {
    erasedBy,
    // Its credentials' chain is found by it when the consumer itself is gone.
    ...(kind === "consumer" ? { team: value.team } : {}),
    [TTL_ATTRIBUTE]: Math.ceil(now / 1000) + NOTE_SECONDS,
  },
  conditions: [],
});

type RecordWrite = Extract<Write, { record: StoredRecord }>;

const VERB: Record<RecordWrite["write"], string> = {
  create: "created",
  replace: "changed",
  erase: "removed",
};

const writtenBy = (
  change: Change,
  write: RecordWrite,
  now: number,
  writer: Writer | undefined,
): WrittenBy | undefined => {
  const { kind } = write.record;
  if (!isAudited(kind)) return undefined;
  const event = change.events.findLast(
    (each) => each.type.startsWith(`${kind}.`) && isAbout(each, write.record),
  );
  const sourceIp = writer?.sourceIp ?? sourceIpOf(write.record);
  return {
    kind,
    actor: writer?.actor ?? (event ?? change.events[0])?.actor ?? "system",
    action: event?.type ?? `${kind}.${VERB[write.write]}`,
    at: isoTime(now),
    ...(sourceIp ? { sourceIp } : {}),
  };
};

const isAbout = (event: Change["events"][number], { kind, value }: StoredRecord): boolean => {
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

/** Whoever decides by a link is no caller of the API; the history has from where. */
const sourceIpOf = ({ kind, value }: StoredRecord): string | undefined =>
  kind === "subscription" ? value.history.at(-1)?.sourceIp : undefined;
