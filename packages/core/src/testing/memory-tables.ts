import { type Invitation, type InvitationPlace, placeOf } from "../invitation/invitation.ts";
import type { Page, PageRequest } from "../page.ts";
import type { RecordKind, RecordValue, StoredRecord } from "../platform/records.ts";

/* Records of every kind in memory, each under what it is found by. */

const place = ({ of, slug }: InvitationPlace, email: string) => `${of} ${slug} ${email}`;

const KEYS: { readonly [Kind in RecordKind]: (value: RecordValue<Kind>) => string } = {
  team: ({ slug }) => slug,
  member: ({ team, email }) => `${team} ${email}`,
  invitation: (invitation: Invitation) => place(placeOf(invitation), invitation.email),
  delegation: ({ email }) => email,
  "mail-choice": ({ email }) => email,
  service: ({ slug }) => slug,
  consumer: ({ id }) => id,
  credential: ({ consumerId, id }) => `${consumerId} ${id}`,
  issuer: ({ issuer }) => issuer,
  subscription: ({ id }) => id,
  announcement: ({ id }) => id,
  webhook: ({ id }) => id,
  delivery: ({ id }) => id,
  "dead-letter": ({ id }) => id,
};

const keyOf = ({ kind, value }: StoredRecord): string => (KEYS[kind] as (of: typeof value) => string)(value);

export interface Tables {
  all<Kind extends RecordKind>(kind: Kind): RecordValue<Kind>[];
  find<Kind extends RecordKind>(
    kind: Kind,
    fits: (value: RecordValue<Kind>) => boolean,
  ): RecordValue<Kind> | undefined;
  invitation(at: InvitationPlace, email: string): Invitation | undefined;
  /** The stored record in whose place this one stands. */
  former(record: StoredRecord): StoredRecord["value"] | undefined;
  put(record: StoredRecord): void;
  /** Where a stored value is in the order of making. */
  order(value: object | undefined): number;
  remove(record: StoredRecord): void;
}

export const memoryTables = (): Tables => {
  const made = new WeakMap<object, number>();
  let last = 0;
  const order = (value: object | undefined) => (value && made.get(value)) ?? 0;
  const rows = new Map<RecordKind, Map<string, StoredRecord["value"]>>();
  const table = (kind: RecordKind) => {
    const found = rows.get(kind) ?? new Map<string, StoredRecord["value"]>();
    rows.set(kind, found);
    return found;
  };
  const all = <Kind extends RecordKind>(kind: Kind) => [...table(kind).values()] as RecordValue<Kind>[];
  return {
    all,
    find: (kind, fits) => all(kind).find(fits),
    invitation: (at, email) =>
      all("invitation").find((each) => place(placeOf(each), each.email) === place(at, email)),
    former: (record) => table(record.kind).get(keyOf(record)),
    put: (record) => {
      const { value } = record;
      last += 1;
      made.set(value, order(table(record.kind).get(keyOf(record))) || last);
      table(record.kind).set(keyOf(record), value);
    },
    order,
    remove: (record) => void table(record.kind).delete(keyOf(record)),
  };
};

/** A page of a list in the order of making, which has no gaps where what was read is removed. */
export const madePage = <T extends object>(
  { order }: Tables,
  items: readonly T[],
  { limit, cursor, backwards }: PageRequest,
): Page<T> => {
  const from = cursor === undefined ? undefined : Number(cursor);
  const left = (backwards ? items.toReversed() : items).filter(
    (each) => from === undefined || (backwards ? order(each) < from : order(each) > from),
  );
  const page = { items: left.slice(0, limit) };
  return left.length > limit ? { ...page, cursor: String(order(page.items.at(-1))) } : page;
};

/** A page of a list in another order; its cursor is the index of the next one. */
export const sortedPage = <T>(items: readonly T[], { limit, cursor = "0" }: PageRequest): Page<T> => {
  const next = Number(cursor) + limit;
  const page = { items: items.slice(Number(cursor), next) };
  return next < items.length ? { ...page, cursor: String(next) } : page;
};
