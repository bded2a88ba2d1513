/** How long a service is remembered that refuses the member. Milliseconds. */
const KEPT_MS = 3_600_000;
const MAX_SERVICES = 1000;

/** Services whose upstream refuses a body that asks for the event that tells the tokens. Of one instance, and bounded. */
export interface UsageRefusers {
  refuses(serviceId: string, now: number): boolean;
  remember(serviceId: string, now: number): void;
}

export const usageRefusers = (): UsageRefusers => {
  const until = new Map<string, number>();
  return {
    refuses: (serviceId, now) => (until.get(serviceId) ?? Number.NEGATIVE_INFINITY) > now,
    remember: (serviceId, now) => {
      until.delete(serviceId);
      const [oldest] = until.keys();
      if (oldest !== undefined && until.size >= MAX_SERVICES) until.delete(oldest);
      until.set(serviceId, now + KEPT_MS);
    },
  };
};
