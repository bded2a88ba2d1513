import { type CacheFigures, TimedCache } from "../cache/timed-cache.ts";
import { planOfSubscription } from "../service/plans.ts";
import type { CallKey, CallRecordStore, CallRecords, OwnRecords, WantedRecords } from "./call-records.ts";
import {
  type ServiceReading,
  SharedRecordMemory,
  type SharedSettings,
  type TeamsReading,
} from "./shared-record-memory.ts";

export interface RecordMemorySettings extends SharedSettings {
  mostRecords: number;
}

/** One reading of a caller's own records, and the whole that was last made of it. */
export class CallerReading {
  readonly own: OwnRecords;
  #service: ServiceReading | undefined;
  #teams: TeamsReading | undefined;
  #whole: CallRecords | undefined;

  constructor(own: OwnRecords) {
    this.own = own;
  }

  /** The same object as long as its parts are: the hot path makes nothing. */
  with(service: ServiceReading, teams: TeamsReading): CallRecords {
    if (this.#whole && this.#service === service && this.#teams === teams) return this.#whole;
    this.#service = service;
    this.#teams = teams;
    this.#whole = { ...this.own, service: service.service, suspendedTeams: teams.suspended };
    return this.#whole;
  }

  /** Whether it names a plan that the service, as it was read, does not have: one of the two may be older. */
  hasPlanUnknownTo({ service }: ServiceReading): boolean {
    const { subscription } = this.own;
    const plan = subscription?.plan;
    if (!service || plan === undefined || subscription?.serviceId !== service.id) return false;
    return planOfSubscription(service, plan) === undefined;
  }
}

/** What one question has brought, as it is remembered; nothing of what it did not ask for. */
export interface Answer {
  callers: readonly CallerReading[];
  service: ServiceReading | undefined;
  teams: TeamsReading | undefined;
}

/** What was read, each part for its own while from when it was asked for: putting parts together makes none younger. */
export interface RecordMemory {
  callers: TimedCache<CallerReading>;
  shared: SharedRecordMemory;
  /** Asks the table and remembers. Those who want the same in the same moment share one question. */
  ask(wanted: WantedRecords, now: number): Promise<Answer>;
  figures(): { records: CacheFigures; services: CacheFigures };
}

export const createRecordMemory = (store: CallRecordStore, settings: RecordMemorySettings): RecordMemory => {
  const { recordLifetime, unknownLifetime, mostRecords } = settings;
  const callers = new TimedCache<CallerReading>(mostRecords, ({ own }) =>
    own.credential ? recordLifetime : unknownLifetime,
  );
  const shared = new SharedRecordMemory(settings);
  const asking = new Map<string, Promise<Answer>>();
  let asked = 0;

  const answer = async (wanted: WantedRecords, now: number): Promise<Answer> => {
    const { slug } = wanted;
    const found = await store.read(wanted);
    const read = found.own.map((own) => new CallerReading(own));
    for (const [index, place] of wanted.callers.entries()) {
      const caller = read[index];
      if (caller) callers.remember(nameOf({ ...place, service: slug }), caller, now);
    }
    const service =
      wanted.service && found.service ? { slug, service: found.service.found, at: now } : undefined;
    const teams =
      wanted.suspendedTeams && found.suspendedTeams
        ? { suspended: found.suspendedTeams, at: now }
        : undefined;
    if (service) shared.keepService(service);
    if (teams) shared.keepTeams(teams);
    return { callers: read, service, teams };
  };

  return {
    callers,
    shared,
    ask: (wanted, now) => {
      const name = questionOf(wanted);
      const shares = asking.get(name);
      if (shares) return shares;
      asked += 1;
      const question = answer(wanted, now).finally(() => asking.delete(name));
      asking.set(name, question);
      return question;
    },
    figures: () => ({ records: { ...callers.figures(), misses: asked }, services: shared.figures() }),
  };
};

export const nameOf = ({ consumerId, lookup, service }: CallKey): string =>
  `${consumerId}/${lookup}/${service}`;

/** One name for each question. The slug is a stranger's: it comes last. */
const questionOf = ({ slug, callers, service, suspendedTeams }: WantedRecords): string =>
  `${service}/${suspendedTeams}/${callers.map(({ consumerId, lookup }) => `${consumerId}/${lookup}`).join("/")}//${slug}`;
