import { type Admission, type CallLimits, UNLIMITED } from "@latchkey/core/limit/admission";
import type { CountedCall } from "@latchkey/core/limit/applied-limits";
import { Unavailable } from "@latchkey/core/outage";
import { planLimits } from "@latchkey/core/service/plans";
import type { Service } from "@latchkey/core/service/service";
import type { Call } from "@latchkey/core/verdict/verdict";

/** A call whose verdict is known, as limits see it. */
export const countedCall = ({ consumer, subscription, service }: Call): CountedCall => ({
  consumer,
  subscription,
  service,
  plugins: consumer.plugins,
  plan: planLimits(service, subscription.plan),
});

/** `failedOpen`: the counters were unavailable, and the service admits its calls in this case. */
export type Counted = Admission & { failedOpen?: unknown };

/**
 * Counts a call under its limits.
 * @throws Unavailable when the counters cannot be reached, unless the service is open then.
 */
export const countCall = async (
  limits: CallLimits,
  call: CountedCall,
  { whenCountersFail }: Pick<Service, "whenCountersFail">,
): Promise<Counted> => {
  try {
    return await limits.admit(call);
  } catch (error) {
    if (!(error instanceof Unavailable) || whenCountersFail === "closed") throw error;
    return { ...UNLIMITED, failedOpen: error };
  }
};
