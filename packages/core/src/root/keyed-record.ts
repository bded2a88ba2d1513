import { peppersOf, type SealedAt, sealedSecrets } from "../credential/keyed-secrets.ts";
import type { RandomBytes } from "../id.ts";
import type { KeyRing } from "../key-ring/key-ring.ts";
import { seal, sealedWith, unseal } from "../key-ring/seal.ts";
import type { StoredRecord } from "../platform/records.ts";

/** A record that may hold something made with a key of the rings `pepper` or `data`. */
export type KeyedRecord = Extract<StoredRecord, { kind: "credential" | "service" | "webhook" }>;

/** Everything in a record that is sealed with the data ring, bound to the record's id. */
export const sealedTexts = ({ kind, value }: KeyedRecord): SealedAt[] => {
  switch (kind) {
    case "service":
      return [
        ...sealedUnder(["upstream"], value.upstream.sealedHeaders),
        ...Object.entries(value.upstream.keys ?? {}).flatMap(([name, { sealedHeaders }]) =>
          sealedUnder(["upstream", "keys", name], sealedHeaders),
        ),
        ...(value.chat ?? []).map(({ sealedUrl }, index) => ({
          path: ["chat", index, "sealedUrl"],
          sealed: sealedUrl,
        })),
      ];
    case "webhook":
      return [{ path: ["sealedSecret"], sealed: value.sealedSecret }];
    case "credential":
      return sealedSecrets(value);
  }
};

const sealedUnder = (path: readonly string[], headers: Readonly<Record<string, string>>): SealedAt[] =>
  Object.entries(headers).map(([name, sealed]) => ({ path: [...path, "sealedHeaders", name], sealed }));

/** The keys of a ring without which something of a record no longer works. A secret that has ended names none. */
export const keysNamed = (ring: "pepper" | "data", record: KeyedRecord, now: number): string[] => {
  const { kind, value } = record;
  if (ring === "pepper") return kind === "credential" ? peppersOf(value, now) : [];
  return sealedTexts(record).map(({ sealed }) => sealedWith(sealed));
};

/** A text re-encrypted under the current key; `undefined` where that is not needed, `unreadable` where it does not open. */
export const resealed = (
  ring: KeyRing,
  { value: { id } }: KeyedRecord,
  { path, sealed }: SealedAt,
  random: RandomBytes,
): { path: SealedAt["path"]; from: string; to: string } | "unreadable" | undefined => {
  if (sealedWith(sealed) === ring.current) return undefined;
  const text = unseal(ring, sealed, id);
  return text === undefined ? "unreadable" : { path, from: sealed, to: seal(ring, text, id, random) };
};
