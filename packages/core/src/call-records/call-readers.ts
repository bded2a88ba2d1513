import type { CacheFigures } from "../cache/timed-cache.ts";
import type { CallReader, RefusalBasis } from "./call-reader.ts";
import type {
  CallKey,
  CallRecordStore,
  CallRecords,
  FoundLogin,
  LoginNames,
  TokenNames,
} from "./call-records.ts";
import { createNameMemory, type NamesReading, type Places } from "./name-memory.ts";
import {
  type CallerReading,
  createRecordMemory,
  nameOf,
  type RecordMemorySettings,
} from "./record-memory.ts";
import type { ServiceReading, TeamsReading } from "./shared-record-memory.ts";

export type ReaderSettings = RecordMemorySettings;

export interface CallReaders {
  forVerdict(now: number): CallReader;
  figures(): { records: CacheFigures; services: CacheFigures; places: CacheFigures };
}

/** One reader for each verdict, all with the memory of this instance. */
export const createCallReaders = (store: CallRecordStore, settings: ReaderSettings): CallReaders => {
  const { callers, shared, ask, figures } = createRecordMemory(store, settings);
  const names = createNameMemory(store, settings);

  class RememberingReader implements CallReader {
    readonly now: number;
    #isOwnRemembered = false;
    #isSharedRemembered = false;
    #isOwnFresh = false;
    #isSharedFresh = false;
    /** What the verdict is based on: once taken from the cache it stays, even if other verdicts read a newer record. */
    #service: ServiceReading | undefined;
    #teams: TeamsReading | undefined;
    /** What this reader has read from the table. */
    #read:
      | { callers: Map<string, CallerReading>; service?: ServiceReading; teams?: TeamsReading }
      | undefined;

    constructor(now: number) {
      this.now = now;
    }

    readAgainBeforeRefusing(basis: RefusalBasis): boolean {
      const own = this.#isOwnRemembered && !this.#isOwnFresh;
      const isShared = basis === "shared-records" && this.#isSharedRemembered;
      const readsShared = isShared && shared.mayReadAhead(this.now);
      if (own) this.#isOwnFresh = true;
      if (readsShared) {
        this.#isSharedFresh = true;
        this.#service = this.#read?.service;
        this.#teams = this.#read?.teams;
        this.#isSharedRemembered = false;
      }
      return own || readsShared;
    }

    records(key: CallKey): CallRecords | Promise<CallRecords> {
      const caller = this.#caller(key);
      if (!caller) return this.recordsNow(key);
      return this.#whole(caller, key.service) ?? this.#complete(caller, key.service);
    }

    async recordsNow(key: CallKey): Promise<CallRecords> {
      const [caller] = await this.#ask(key.service, [key]);
      if (!caller) throw new Error("One caller was asked for, and none was answered.");
      return this.#complete(caller, key.service);
    }

    async recordsOf(keys: readonly CallKey[]): Promise<CallRecords[]> {
      const [one, ...more] = keys;
      if (!one) return [];
      if (more.length === 0) return [await this.records(one)];
      const { service: slug } = one;
      if (more.some(({ service }) => service !== slug))
        throw new RangeError("Calls of one service are read at once.");
      const known = keys.flatMap((key) => this.#caller(key) ?? []);
      const callers = known.length === keys.length ? known : await this.#ask(slug, keys);
      if (callers.length !== keys.length) throw new Error("Fewer callers were answered than asked for.");
      const all: CallRecords[] = [];
      for (const caller of callers) all.push(await this.#complete(caller, slug));
      return all;
    }

    async places(asked: readonly string[]): Promise<Places> {
      if (asked.length === 0) return new Map();
      const known = names.places(asked, this.now);
      return this.#mayRestOn(known, known?.size) ?? names.placesNow(asked, this.now);
    }

    login(asked: LoginNames): Promise<FoundLogin> {
      return store.byLogin(asked, this.now);
    }

    countFailure(counted: LoginNames): Promise<void> {
      return store.countFailure(counted, this.now);
    }

    async token(asked: TokenNames): Promise<NamesReading> {
      const known = names.token(asked, this.now);
      return this.#mayRestOn(known, known?.holders.size) ?? names.tokenNow(asked, this.now);
    }

    isNamedWithSecret(issuer: string): Promise<boolean> {
      return names.isNamedWithSecret(issuer, this.now);
    }

    /** What was just found to be unknown stays so, however often it is tried. */
    #mayRestOn<V>(known: V | undefined, size: number | undefined): V | undefined {
      if (size === 0) return known;
      if (this.#isOwnFresh) return undefined;
      if (known) this.#isOwnRemembered = true;
      return known;
    }

    #caller(key: CallKey): CallerReading | undefined {
      const name = nameOf(key);
      const read = this.#read?.callers.get(name);
      if (read) return read;
      const known = callers.get(name, this.now);
      // What was just found to be unknown stays so, however often it is tried.
      if (!known?.own.credential) return known;
      if (this.#isOwnFresh) return undefined;
      this.#isOwnRemembered = true;
      return known;
    }

    #serviceOf(slug: string): ServiceReading | undefined {
      if (this.#service?.slug !== slug)
        this.#service = this.#isSharedFresh ? undefined : shared.service(slug, this.now);
      return this.#service;
    }

    #teamsNow(): TeamsReading | undefined {
      if (!this.#teams && !this.#isSharedFresh) this.#teams = shared.teams(this.now);
      return this.#teams;
    }

    #whole(caller: CallerReading, slug: string): CallRecords | undefined {
      const service = this.#serviceOf(slug);
      const teams = this.#teamsNow();
      if (!service || !teams) return undefined;
      if (service !== this.#read?.service || teams !== this.#read.teams) this.#isSharedRemembered = true;
      return caller.with(service, teams);
    }

    /** With the shared records, which are asked for alone where no caller had to be. */
    async #complete(caller: CallerReading, slug: string): Promise<CallRecords> {
      const service = this.#serviceOf(slug);
      // Read at another moment, the service may be without the plan whose limits the subscription is under.
      const isTorn = service && service !== this.#read?.service && caller.hasPlanUnknownTo(service);
      const isAhead = isTorn === true && shared.mayReadAhead(this.now);
      const known = isAhead ? undefined : this.#whole(caller, slug);
      if (known) return known;
      await this.#ask(slug, [], isAhead);
      const read = this.#whole(caller, slug);
      if (!read) throw new Error("What was asked for was not answered.");
      return read;
    }

    /** Callers, and of the shared records what is missing or will be soon. */
    async #ask(
      slug: string,
      wanted: readonly CallKey[],
      isServiceAhead = false,
    ): Promise<readonly CallerReading[]> {
      const service = this.#serviceOf(slug);
      const teams = this.#teamsNow();
      const found = await ask(
        {
          slug,
          callers: wanted,
          service: !service || isServiceAhead || shared.isOldService(service, this.now),
          suspendedTeams: !teams || shared.isOldTeams(teams, this.now),
        },
        this.now,
      );
      this.#read ??= { callers: new Map() };
      if (found.service) this.#service = this.#read.service = found.service;
      if (found.teams) this.#teams = this.#read.teams = found.teams;
      for (const [index, key] of wanted.entries()) {
        const caller = found.callers[index];
        if (caller) this.#read.callers.set(nameOf(key), caller);
      }
      return found.callers;
    }
  }

  return {
    forVerdict: (now) => new RememberingReader(now),
    figures: () => ({ ...figures(), places: names.figures() }),
  };
};
