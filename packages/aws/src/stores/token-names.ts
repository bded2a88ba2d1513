import { marshall } from "@aws-sdk/util-dynamodb";
import type { FoundNames, IdentityHolder, TokenNames } from "@latchkey/core/call-records/call-records";
import { Issuer } from "@latchkey/core/issuer/issuer";
import { type Key, pointerKey } from "../dynamo/keys.ts";
import { IDENTITY_HOLDER, issuerKey, secretsNaming } from "../dynamo/ownership-keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { holderOf } from "../dynamo/pointer-place.ts";
import { nameOfKey, readBatch } from "../dynamo/read-batch.ts";
import { queryItems } from "../dynamo/read-item.ts";
import type { CallTable, Item } from "../dynamo/table.ts";

/** A batch holds 100. */
const MAX_NAMES = 100;

const ownerOf = parseStored(Issuer);

/** Who has a token's identities, and whose its issuers are. */
export const readTokenNames = async (
  table: CallTable,
  { identities, issuers }: TokenNames,
): Promise<FoundNames> => {
  if (identities.length + issuers.length > MAX_NAMES)
    throw new RangeError("Too many names to look up at once.");
  const pointers = new Map(identities.map((name) => [name, pointerKey(name)]));
  const owned = new Map(issuers.map((name) => [name, issuerKey(name)]));
  const items = await readBatch(table, [...pointers.values(), ...owned.values()]);
  return {
    holders: foundIn(items, pointers, (item) => {
      const holders = holdersOf(item);
      return holders.length > 0 ? holders : undefined;
    }),
    owners: foundIn(items, owned, ownerOf.orNothing),
  };
};

/** Whether a credential with a shared secret names an issuer, as the index has it. */
export const isNamedWithSecret = async (table: CallTable, issuer: string): Promise<boolean> => {
  const { index, partition } = secretsNaming(issuer);
  const query = {
    IndexName: index,
    KeyConditionExpression: "#partition = :partition",
    ExpressionAttributeNames: { "#partition": `${index}pk` },
    ExpressionAttributeValues: marshall({ ":partition": partition }),
  };
  return (await queryItems(table, query, 1)).length > 0;
};

const foundIn = <V>(
  items: ReadonlyMap<string, Item>,
  keys: ReadonlyMap<string, Key>,
  read: (item: Item) => V | undefined,
): Map<string, V> =>
  new Map(
    [...keys].flatMap(([name, key]) => {
      const item = items.get(nameOfKey(key));
      const value = item && read(item);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );

/** One for each team; a table that is not migrated yet may also have one without a team. */
const holdersOf = (item: Item): IdentityHolder[] =>
  Object.entries(item).flatMap(([attribute, value]) => {
    const holder = holderOf(value);
    if (!holder) return [];
    if (attribute === "holder") return [holder];
    return attribute.startsWith(IDENTITY_HOLDER)
      ? [{ ...holder, team: attribute.slice(IDENTITY_HOLDER.length) }]
      : [];
  });
