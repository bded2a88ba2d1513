import { type CacheFigures, TimedCache } from "../cache/timed-cache.ts";
import type { CallKey, CallRecordStore, WantedRecords } from "./call-records.ts";
import { CallerReading } from "./caller-reading.ts";
import {
  type ServiceReading,
  SharedRecords,
  type SharedSettings,
  type TeamsReading,
} from "./shared-records.ts";

export interface RecordMemorySettings extends SharedSettings {
  mostRecords: number;
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
  shared: SharedRecords;
  /** Asks the table and remembers. Those who want the same in the same moment share one question. */
  ask(wanted: WantedRecords, now: number): Promise<Answer>;
  figures(): { records: CacheFigures; services: CacheFigures };
}

export const createRecordMemory = (store: CallRecordStore, settings: RecordMemorySettings): RecordMemory => {
  const { recordLifetime, unknownLifetime, mostRecords } = settings;
  const callers = new TimedCache<CallerReading>(mostRecords, ({ own }) =>
    own.credential ? recordLifetime : unknownLifetime,
  );
  const shared = new SharedRecords(settings);
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
