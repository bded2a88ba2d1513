import { type LoadPorts, ServiceLoad } from "./service-load.ts";

/** Bounds how many calls of a service run at once. */
export interface CallsInFlight {
  /**
   * Lets a call to a service begin, where fewer than `most` run in this instance and, as far as is known, in all of them.
   * @returns what is to be called when it has ended, however it ended; nothing where too many run
   */
  begin(service: string, most: number): Promise<(() => Promise<void>) | undefined>;
  /** Asks how many calls of a service run elsewhere: whenever the service is read again, beside that. Never fails. */
  learn(service: string): Promise<void>;
}

export interface InFlightPorts extends LoadPorts {
  /** Runs something again and again until it is told to end. Runs nothing while the process is frozen. */
  every(milliseconds: number, run: () => void): () => void;
}

const MAX_SERVICES = 1000;
const TICK_MS = 1000;

/**
 * One for each gateway instance. What is short costs nothing; a call that runs for a second is published, with the
 * instance's others of its service, until it ends.
 */
export const createCallsInFlight = (ports: InFlightPorts): CallsInFlight => {
  const loads = new Map<string, ServiceLoad>();
  let running = 0;
  let stop: (() => void) | undefined;

  const loadOf = (service: string): ServiceLoad => {
    const known = loads.get(service);
    if (known) return known;
    if (loads.size >= MAX_SERVICES) for (const [name, load] of loads) if (load.isIdle) loads.delete(name);
    const made = new ServiceLoad(service, ports);
    loads.set(service, made);
    return made;
  };

  const tick = () => {
    for (const load of loads.values()) if (!load.isIdle) void load.publish();
  };

  const began = (end: () => Promise<void>) => {
    running += 1;
    stop ??= ports.every(TICK_MS, tick);
    return async () => {
      running -= 1;
      if (running === 0) {
        stop?.();
        stop = undefined;
      }
      await end();
    };
  };

  return {
    begin: async (service, most) => {
      const end = await loadOf(service).begin(most);
      return end && began(end);
    },
    learn: async (service) => loadOf(service).learn(),
  };
};
