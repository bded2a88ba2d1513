import { Unavailable } from "../outage.ts";
import { type Admission, type CallLimits, type CallOutcome, UNLIMITED } from "./admission.ts";
import { type AppliedRule, appliedRules, type CountedCall } from "./applied-limits.ts";
import { countedLimits, type LimitPorts } from "./counted-limits.ts";
import { heldLimits } from "./held-limits.ts";
import { quotaPeriods } from "./quota-period.ts";

/** After an outage it is not asked again for this long: calls must not queue up behind a store that is down. */
const DOWN_MS = 1000;

export const createCallLimits = (ports: LimitPorts): CallLimits => {
  const periodAt = quotaPeriods();
  let downUntil = 0;
  const isDown = (now: number) => now < downUntil;
  const count = countedLimits(ports, periodAt, isDown);
  const hold = heldLimits(ports, periodAt);

  const admit = async (call: CountedCall): Promise<Admission> => {
    const rules = appliedRules(call);
    if (rules.length === 0) return UNLIMITED;
    const [counting, holding]: [AppliedRule[], AppliedRule[]] = [[], []];
    for (const applied of rules) {
      const { rule, zoneOf } = applied;
      (rule.hold ? holding : counting).push(applied);
      if (rule.kind === "quota" && !ports.zones.isKnown(zoneOf, ports.now()))
        await ports.zones.load(zoneOf, ports.now());
    }
    const counted = await count(counting);
    if (counted.outcome === "refused" || holding.length === 0 || !call.estimate) return counted;
    try {
      const held = await hold(holding, call.estimate);
      if (held.outcome === "refused") {
        counted.putBack();
        return { ...held, limits: [...counted.limits, ...held.limits] };
      }
      const settle = async (outcome: CallOutcome) => {
        const settled = await Promise.allSettled([counted.settle(outcome), held.settle(outcome)]);
        for (const each of settled) if (each.status === "rejected") throw each.reason;
      };
      return { outcome: "admitted", limits: [...counted.limits, ...held.limits], settle };
    } catch (error) {
      counted.putBack();
      throw error;
    }
  };

  return {
    admit: (call) =>
      admit(call).catch((error: unknown) => {
        if (error instanceof Unavailable && !isDown(ports.now())) downUntil = ports.now() + DOWN_MS;
        throw error;
      }),
  };
};
