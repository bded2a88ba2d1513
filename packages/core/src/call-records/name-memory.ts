import { type CacheFigures, TimedCache } from "../cache/timed-cache.ts";
import type { CredentialPlace } from "../credential/part/credential-place.ts";
import type { CallRecordStore, FoundNames, TokenNames } from "./call-records.ts";
import type { RecordMemorySettings } from "./record-memory.ts";

export type Places = ReadonlyMap<string, CredentialPlace>;

/** `at`: when it was asked for, in milliseconds since the epoch. */
export type NamesReading = FoundNames & { at: number };

/** Where names lead, as it is remembered. */
export interface NameMemory {
  places(names: readonly string[], now: number): Places | undefined;
  placesNow(names: readonly string[], now: number): Promise<Places>;
  token(names: TokenNames, now: number): NamesReading | undefined;
  tokenNow(names: TokenNames, now: number): Promise<NamesReading>;
  isNamedWithSecret(issuer: string, now: number): Promise<boolean>;
  figures(): CacheFigures;
}

export const createNameMemory = (store: CallRecordStore, settings: RecordMemorySettings): NameMemory => {
  const { recordLifetime, unknownLifetime, mostRecords } = settings;
  const lifetime = (size: number): number => (size > 0 ? recordLifetime : unknownLifetime);
  const places = new TimedCache<Places>(mostRecords, ({ size }) => lifetime(size));
  const tokens = new TimedCache<NamesReading>(mostRecords, ({ holders }) => lifetime(holders.size));
  const issuers = new TimedCache<boolean>(mostRecords, (isNamed) => lifetime(isNamed ? 1 : 0));
  return {
    places: (names, now) => places.get(nameOf(names), now),
    placesNow: (names, now) => places.fresh(nameOf(names), now, () => store.byPointers(names)),
    token: (names, now) => tokens.get(nameOfToken(names), now),
    tokenNow: (names, now) =>
      tokens.fresh(nameOfToken(names), now, async () => ({ ...(await store.byToken(names)), at: now })),
    isNamedWithSecret: async (issuer, now) =>
      issuers.get(issuer, now) ?? issuers.fresh(issuer, now, () => store.isNamedWithSecret(issuer)),
    figures: () => [places, tokens, issuers].map((cache) => cache.figures()).reduce(sum),
  };
};

const nameOf = (names: readonly string[]): string => names.join("\n");

const nameOfToken = ({ identities, issuers }: TokenNames): string => JSON.stringify([identities, issuers]);

const sum = (one: CacheFigures, other: CacheFigures): CacheFigures => ({
  hits: one.hits + other.hits,
  misses: one.misses + other.misses,
  size: one.size + other.size,
});
