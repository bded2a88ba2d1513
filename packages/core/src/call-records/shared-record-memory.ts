import { type CacheFigures, TimedCache } from "../cache/timed-cache.ts";
import type { Service } from "../service/service.ts";

export interface SharedSettings {
  /** How long a record may be behind the table: so long may a revoked credential still work. Milliseconds. */
  recordLifetime: number;
  /** What is unknown is remembered this long, so that a guessing caller costs few reads. Milliseconds. */
  unknownLifetime: number;
  mostServices: number;
}

/** One reading of a service, or that there is none. Each reading is another object. */
export interface ServiceReading {
  readonly slug: string;
  readonly service: Service | undefined;
  /** Milliseconds since the epoch, of the asking. */
  readonly at: number;
}

export interface TeamsReading {
  readonly suspended: ReadonlySet<string>;
  readonly at: number;
}

/**
 * Readings ahead of their time, for refusals that rest on them. Every caller's meet at these items, of which DynamoDB
 * gives 3,000 a second each: 2 a second leave room for a flood over 1,500 instances.
 */
const AHEAD = { atOnce: 20, perSecond: 2 };

/** So many at once and so many a second, by a clock that is passed in. */
export class TokenBucket {
  readonly #most: number;
  readonly #perSecond: number;
  #left: number;
  #since = 0;

  constructor(most: number, perSecond: number) {
    this.#most = most;
    this.#perSecond = perSecond;
    this.#left = most;
  }

  /** @param now milliseconds since the epoch; a clock that is set back brings nothing, and goes on from there */
  take(now: number): boolean {
    const gained = (Math.max(0, now - this.#since) * this.#perSecond) / 1000;
    this.#left = Math.min(this.#most, this.#left + gained);
    this.#since = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

/** What all verdicts of an instance share, each for its own while from when it was read. */
export class SharedRecordMemory {
  readonly #services: TimedCache<ServiceReading>;
  #teams: TeamsReading | undefined;
  readonly #ahead = new TokenBucket(AHEAD.atOnce, AHEAD.perSecond);
  readonly #lifetime: ({ service }: Pick<ServiceReading, "service">) => number;
  readonly #recordLifetime: number;

  constructor({ recordLifetime, unknownLifetime, mostServices }: SharedSettings) {
    this.#recordLifetime = recordLifetime;
    this.#lifetime = ({ service }) => (service ? recordLifetime : Math.min(unknownLifetime, recordLifetime));
    this.#services = new TimedCache<ServiceReading>(mostServices, this.#lifetime);
  }

  service(slug: string, now: number): ServiceReading | undefined {
    return this.#services.get(slug, now);
  }

  teams(now: number): TeamsReading | undefined {
    const reading = this.#teams;
    // A clock that is set back must not make memories last.
    return reading && reading.at <= now && now < reading.at + this.#recordLifetime ? reading : undefined;
  }

  /** Past half of its life: a question that goes to the table anyway takes it along, so that few have to ask for it alone. */
  isOldService(reading: ServiceReading, now: number): boolean {
    return 2 * (now - reading.at) >= this.#lifetime(reading);
  }

  isOldTeams(reading: TeamsReading, now: number): boolean {
    return 2 * (now - reading.at) >= this.#recordLifetime;
  }

  keepService(reading: ServiceReading): void {
    this.#services.remember(reading.slug, reading, reading.at);
  }

  keepTeams(reading: TeamsReading): void {
    this.#teams = reading;
  }

  /** Whether they may be read although they are remembered. It counts as done. */
  mayReadAhead(now: number): boolean {
    return this.#ahead.take(now);
  }

  figures(): CacheFigures {
    return this.#services.figures();
  }
}
