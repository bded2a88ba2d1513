import { TimedCache } from "@latchkey/core/cache/timed-cache";
import type { Service } from "@latchkey/core/service/service";

export type ServiceBySlug = (slug: string) => Promise<Service | undefined>;

export interface ServiceReader {
  /** At most 5 s behind the store; one that is unknown, at most 1 s. */
  read(slug: string, now: number): Promise<Service | undefined>;
  /** As it is in the store. */
  readAgain(slug: string, now: number): Promise<Service | undefined>;
}

const KNOWN_MS = 5000;
const UNKNOWN_MS = 1000;
const MAX_SERVICES = 1000;

interface Found {
  service: Service | undefined;
}

/** @throws Unavailable from its reads when the store does not answer and nothing is remembered. */
export const createServiceReader = (serviceBySlug: ServiceBySlug): ServiceReader => {
  const cache = new TimedCache<Found>(MAX_SERVICES, ({ service }) => (service ? KNOWN_MS : UNKNOWN_MS));
  const ask = (slug: string) => async () => ({ service: await serviceBySlug(slug) });
  return {
    read: async (slug, now) => (cache.get(slug, now) ?? (await cache.fresh(slug, now, ask(slug)))).service,
    readAgain: async (slug, now) => (await cache.fresh(slug, now, ask(slug))).service,
  };
};
