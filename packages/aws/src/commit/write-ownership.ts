import { Raced } from "@latchkey/core/outage";
import { taken } from "@latchkey/core/ownership/first-come";
import type { OwnedName } from "@latchkey/core/ownership/owned-name";
import type { PlatformWrite } from "@latchkey/core/platform/records";
import { type Condition, unless } from "../dynamo/condition.ts";
import { type ItemWrite, update } from "../dynamo/item-write.ts";
import { consumerNameKey, type Key, pointerKey } from "../dynamo/keys.ts";
import { identityHolder } from "../dynamo/ownership-keys.ts";
import { schemaKey } from "../dynamo/schema-key.ts";

type WriteOf<W extends PlatformWrite["write"]> = Extract<PlatformWrite, { write: W }>;

/** The condition of every name that belongs to its first holder: no item has it, and no tombstone keeps it. */
export const firstCome = (index: number, error: Error): Condition => unless(index, { is: "absent" }, error);

export const claimWrite = ({ name, holder }: WriteOf<"claim">, index: number): ItemWrite => {
  const error = taken(name.kind);
  if (name.kind === "consumer-name")
    return {
      do: "put",
      key: nameKey(name),
      attributes: { holder },
      conditions: [unless(index, { is: "unheld", holder }, error)],
    };
  if (name.kind !== "token-identity")
    return { do: "put", key: nameKey(name), attributes: { holder }, conditions: [firstCome(index, error)] };
  // `holder` alone is of a table in which an identity was held once among all teams.
  const attribute = identityHolder(name.team);
  return update(nameKey(name), {
    set: { [attribute]: holder },
    conditions: [
      unless(index, { is: "vacant", attribute }, error),
      unless(index, { is: "vacant", attribute: "holder" }, error),
    ],
  });
};

export const passWrite = ({ name, to, holder }: WriteOf<"pass">, index: number): ItemWrite => {
  const [from, attribute] = [identityHolder(name.team), identityHolder(to)];
  return update(nameKey(name), {
    set: { [attribute]: holder },
    remove: [from],
    conditions: [
      unless(
        index,
        { is: "equal", attribute: from, value: holder },
        new Raced("The credential was changed."),
      ),
      unless(index, { is: "vacant", attribute }, taken(name.kind)),
    ],
  });
};

export const releaseWrite = ({ name }: WriteOf<"release">): ItemWrite =>
  name.kind === "token-identity"
    ? update(nameKey(name), { remove: [identityHolder(name.team), "holder"] })
    : { do: "delete", key: nameKey(name), conditions: [] };

export const expectFormWrite = ({ least, otherwise }: WriteOf<"expect-form">, index: number): ItemWrite => ({
  do: "check",
  key: schemaKey,
  conditions: [unless(index, { is: "at-least", attribute: "version", value: least }, otherwise)],
});

const nameKey = (name: OwnedName): Key =>
  name.kind === "consumer-name" ? consumerNameKey(name.team, name.name) : pointerKey(name.value);
