import type { Service } from "@latchkey/core/service/service";

const MAX_SERVICES = 1000;

interface Turns {
  /** What each key has waited, by its weight (smooth weighted round robin). */
  waited: Map<string, number>;
  /** Until when a key rests. Milliseconds since the epoch. */
  rests: Map<string, number>;
}

/** Which of an upstream's keys a call carries. Of one instance, and bounded. */
export interface UpstreamKeyTurns {
  /** The key whose turn it is, without those that rest or were tried. Where all others rest, the one that rests for the shortest time. */
  next(
    service: Pick<Service, "id" | "upstream">,
    tried: ReadonlySet<string>,
    now: number,
  ): string | undefined;
  rest(serviceId: string, key: string, until: number): void;
}

export const upstreamKeyTurns = (): UpstreamKeyTurns => {
  const known = new Map<string, Turns>();

  const turnsOf = (serviceId: string): Turns => {
    const found = known.get(serviceId) ?? { waited: new Map(), rests: new Map() };
    known.delete(serviceId);
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size >= MAX_SERVICES) known.delete(oldest);
    known.set(serviceId, found);
    return found;
  };

  return {
    next: ({ id, upstream: { keys = {} } }, tried, now) => {
      const { waited, rests } = turnsOf(id);
      const left = Object.entries(keys).filter(([name]) => !tried.has(name));
      const restsUntil = (name: string) => rests.get(name) ?? 0;
      const awake = left.filter(([name]) => restsUntil(name) <= now);
      if (awake.length === 0) {
        if (tried.size > 0) return undefined;
        return left.map(([name]) => name).sort((one, other) => restsUntil(one) - restsUntil(other))[0];
      }
      // Names that are gone are forgotten.
      for (const name of waited.keys()) if (!Object.hasOwn(keys, name)) waited.delete(name);
      for (const name of rests.keys()) if (!Object.hasOwn(keys, name)) rests.delete(name);
      let total = 0;
      let chosen = "";
      for (const [name, { weight }] of awake) {
        total += weight;
        waited.set(name, (waited.get(name) ?? 0) + weight);
        if (chosen === "" || (waited.get(name) ?? 0) > (waited.get(chosen) ?? 0)) chosen = name;
      }
      waited.set(chosen, (waited.get(chosen) ?? 0) - total);
      return chosen;
    },
    rest: (serviceId, key, until) => void turnsOf(serviceId).rests.set(key, until),
  };
};
