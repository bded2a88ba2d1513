import type { CallsInFlight } from "@latchkey/core/in-flight/calls-in-flight";
import type { Service } from "@latchkey/core/service/service";
import { CallRefusal } from "../problem/call-refusal.ts";

export interface BoundPorts {
  inFlight: CallsInFlight;
  /** To one service, at most, even if its own setting is higher. */
  maxConcurrentCalls: number;
}

/**
 * Runs a call of a service to its end, as long as fewer run than may. It is asked before the call uses up its signature
 * or counts under a limit, so that it can be sent again as it is.
 * @throws CallRefusal `service-busy`
 */
export const withinBound = async (
  { inFlight, maxConcurrentCalls }: BoundPorts,
  service: Pick<Service, "slug" | "maxConcurrentCalls">,
  run: () => Promise<void>,
): Promise<void> => {
  const most = Math.min(service.maxConcurrentCalls ?? maxConcurrentCalls, maxConcurrentCalls);
  const end = await inFlight.begin(service.slug, most);
  if (!end) throw new CallRefusal("service-busy");
  try {
    await run();
  } finally {
    await end();
  }
};
