import { parseIpAddress } from "@latchkey/core/address/ip-network";
import { type AllowanceStore, windowAt } from "@latchkey/core/allowance/allowance-store";
import { Refusal } from "@latchkey/core/refusal";

/** Requests of one address in a window, counted over all instances. */
const MOST = 300;
const WINDOW_SECONDS = 60;

/** Addresses that are known to have used up their window: asking for them costs no write. */
const MAX_REMEMBERED = 10_000;

/** Whose requests are counted together: an IPv4 address, the /64 of an IPv6 one. What is no address shares one place. */
export const reporterOf = (address: string): string => {
  const parsed = parseIpAddress(address.split("%", 1)[0] ?? "");
  if (!parsed) return "none";
  return parsed.version === 4 ? `4/${parsed.bits}` : `6/${parsed.bits >> 64n}`;
};

/** @throws Refusal `rate-limited`; Unavailable when it cannot be counted */
export const createReporterLimit = (allowances: () => Pick<AllowanceStore, "take">) => {
  const full = new Map<string, number>();
  const refuse = (until: number, now: number): never => {
    throw new Refusal("rate-limited", `An address sends at most ${MOST} reports a minute.`, {
      retryAfterSeconds: Math.max(1, Math.ceil((until - now) / 1000)),
    });
  };
  return async (route: string, address: string, now: number): Promise<void> => {
    const of = `leaks/${route}/${reporterOf(address)}`;
    const until = full.get(of);
    if (until !== undefined && until > now) refuse(until, now);
    const window = windowAt(now, WINDOW_SECONDS);
    const { taken, resetsAt } = await allowances().take({ of, window, amount: 1, most: MOST });
    if (taken) return;
    if (full.size >= MAX_REMEMBERED) full.clear();
    full.set(of, resetsAt);
    refuse(resetsAt, now);
  };
};
