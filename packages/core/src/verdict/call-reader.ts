import type { CallKey, CallRecordStore, CallRecords, CredentialPlace } from "./call-records.ts";
import { type CacheFigures, TimedCache } from "./timed-cache.ts";

export interface ReaderSettings {
  /** How long a record may be behind the table: so long may a revoked credential still work. Milliseconds. */
  recordLifetime: number;
  /** What is unknown is remembered this long, so that a guessing caller costs few reads. Milliseconds. */
  unknownLifetime: number;
  mostRecords: number;
}

/** What one attempt at a verdict may read. */
export interface Look {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether something that exists was answered from memory: a refusal that rests on it is not final. */
  readonly isFromMemory: boolean;
  /** At once when it is remembered: the hot path waits for nothing. */
  records(key: CallKey): CallRecords | Promise<CallRecords>;
  /** At most two calls, in one round trip. */
  recordsOf(keys: readonly CallKey[]): Promise<CallRecords[]>;
  /** Where the holders of these names are. */
  places(names: readonly string[]): Promise<Places>;
  /** As `records` and `places`, whatever is remembered: what is known takes as long as what is not. */
  recordsNow(key: CallKey): Promise<CallRecords>;
  placesNow(names: readonly string[]): Promise<Places>;
}

export type Places = ReadonlyMap<string, CredentialPlace>;

export interface CallReader {
  /** @param fresh asks the store whatever is remembered; only what was just found to be unknown stays so */
  look(now: number, fresh: boolean): Look;
  figures(): { records: CacheFigures; places: CacheFigures };
}

/** Reads what verdicts rest on, and remembers it for a moment. */
export const createCallReader = (store: CallRecordStore, settings: ReaderSettings): CallReader => {
  const { recordLifetime, unknownLifetime, mostRecords } = settings;
  const records = new TimedCache<CallRecords>(mostRecords, ({ credential }) =>
    credential ? recordLifetime : unknownLifetime,
  );
  const places = new TimedCache<Places>(mostRecords, ({ size }) =>
    size > 0 ? recordLifetime : unknownLifetime,
  );

  class Attempt implements Look {
    readonly now: number;
    readonly #fresh: boolean;
    isFromMemory = false;
    /** What this attempt has read itself is no memory. */
    #own: Map<string, CallRecords> | undefined;

    constructor(now: number, fresh: boolean) {
      this.now = now;
      this.#fresh = fresh;
    }

    #remembered(name: string): CallRecords | undefined {
      const known = records.get(name, this.now);
      if (!known?.credential) return known;
      if (this.#fresh) return undefined;
      this.isFromMemory = true;
      return known;
    }

    records(key: CallKey): CallRecords | Promise<CallRecords> {
      return this.#own?.get(nameOf(key)) ?? this.#remembered(nameOf(key)) ?? this.recordsNow(key);
    }

    async recordsNow(key: CallKey): Promise<CallRecords> {
      const name = nameOf(key);
      const found = await records.fresh(name, this.now, () => store.access(key));
      this.#own ??= new Map();
      this.#own.set(name, found);
      return found;
    }

    async recordsOf(keys: readonly CallKey[]): Promise<CallRecords[]> {
      const [one, other, ...more] = keys;
      if (more.length > 0) throw new RangeError("Two calls at most are read at once.");
      if (!one) return [];
      if (!other) return [await this.records(one)];
      const known = keys.map((key) => this.#remembered(nameOf(key)));
      if (known.every((each) => each !== undefined)) return known;
      const found = await store.accessMany(keys);
      keys.forEach((key, index) => {
        const each = found[index];
        if (each) records.remember(nameOf(key), each, this.now);
      });
      return found;
    }

    async places(names: readonly string[]): Promise<Places> {
      if (names.length === 0) return new Map();
      const name = names.join("\n");
      const known = places.get(name, this.now);
      if (known && (known.size === 0 || !this.#fresh)) {
        if (known.size > 0) this.isFromMemory = true;
        return known;
      }
      return this.placesNow(names);
    }

    placesNow(names: readonly string[]): Promise<Places> {
      return places.fresh(names.join("\n"), this.now, () => store.byPointers(names));
    }
  }

  return {
    look: (now, fresh) => new Attempt(now, fresh),
    figures: () => ({ records: records.figures(), places: places.figures() }),
  };
};

const nameOf = ({ consumerId, lookup, service }: CallKey): string => `${consumerId}/${lookup}/${service}`;
