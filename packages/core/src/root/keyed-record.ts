import type { Credential } from "../credential/credential.ts";
import type { RandomBytes } from "../id.ts";
import type { KeyRing } from "../key-ring/key-ring.ts";
import { seal, sealedWith, unseal } from "../key-ring/seal.ts";
import type { StoredRecord } from "../platform/records.ts";
import { livingSecrets } from "../proof/proof.ts";

/** A record that may hold something made with a key of the rings `pepper` or `data`. */
export type KeyedRecord = Extract<StoredRecord, { kind: "credential" | "service" | "webhook" }>;

/** A sealed text, and where in its record it stands. */
export interface SealedText {
  path: (string | number)[];
  sealed: string;
}

/** Everything in a record that is sealed with the data ring, bound to the record's id. */
export const sealedTexts = ({ kind, value }: KeyedRecord): SealedText[] => {
  switch (kind) {
    case "service":
      return Object.entries(value.upstream.sealedHeaders).map(([name, sealed]) => ({
        path: ["upstream", "sealedHeaders", name],
        sealed,
      }));
    case "webhook":
      return [{ path: ["sealedSecret"], sealed: value.sealedSecret }];
    case "credential":
      return sealedSecrets(value);
  }
};

const sealedSecrets = (credential: Credential): SealedText[] => {
  if (credential.type === "aksk")
    return credential.secrets.map(({ sealed }, at) => ({ path: ["secrets", at, "sealed"], sealed }));
  if (credential.type === "jwt" && credential.key.kind === "secret")
    return credential.key.secrets.map(({ sealed }, at) => ({
      path: ["key", "secrets", at, "sealed"],
      sealed,
    }));
  return [];
};

/** The keys of a ring without which something of a record no longer works. A secret that has ended names none. */
export const keysNamed = (ring: "pepper" | "data", record: KeyedRecord, now: number): string[] => {
  const { kind, value } = record;
  if (ring === "pepper")
    return kind === "credential" && value.type === "api-key"
      ? livingSecrets(value.secrets, now).map(({ pepper }) => pepper)
      : [];
  return sealedTexts(record).map(({ sealed }) => sealedWith(sealed));
};

/** A text sealed anew under the current key; `undefined` where that is not needed, `unreadable` where it does not open. */
export const resealed = (
  ring: KeyRing,
  { value: { id } }: KeyedRecord,
  { path, sealed }: SealedText,
  random: RandomBytes,
): { path: SealedText["path"]; from: string; to: string } | "unreadable" | undefined => {
  if (sealedWith(sealed) === ring.current) return undefined;
  const text = unseal(ring, sealed, id);
  return text === undefined ? "unreadable" : { path, from: sealed, to: seal(ring, text, id, random) };
};
