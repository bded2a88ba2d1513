import type { PluginSettings } from "../plugin/ask-plugins.ts";
import type { LimitRule } from "../plugin/limit-rule.ts";
import { PLUGINS } from "../plugin/plugins.ts";
import type { QuotaOwner } from "./quota-event.ts";

/** A call that limits may apply to. */
export interface CountedCall {
  consumer: { id: string; team: string };
  subscription: { id: string };
  service: { slug: string; team: string };
  /** The consumer's own plugins, which count over all that it calls. */
  plugins: PluginSettings;
  /** What the subscription's plan sets, which counts for the consumer and this service. */
  plan: PluginSettings;
}

/** One limit of a call: what it is called in headers, what it is counted under, and whose days and months it follows. */
export interface AppliedRule {
  policy: string;
  counter: string;
  rule: LimitRule;
  zoneOf: string;
  owner: QuotaOwner;
  /** What a limit is counted apart for, where that is not all that its consumer calls: the service's slug. */
  partition?: string;
}

/**
 * All limits that apply to a call, in the order of being asked. All credentials of a consumer count together, and so do
 * all of its subscriptions to a service over time: one that follows a cancelled one goes on from what was counted. A
 * service's slug is never given again, so what is counted is of no other service.
 */
export const appliedRules = (call: CountedCall): AppliedRule[] => {
  const { consumer, subscription, service } = call;
  const own = { team: consumer.team, consumer: consumer.id };
  return PLUGINS.flatMap((plugin) => {
    if (plugin.at !== "counters") return [];
    const mine = call.plugins[plugin.name];
    const plans = call.plan[plugin.name];
    return [
      ...(mine
        ? [applied(`consumer-${plugin.name}`, consumer.id, plugin.rule(mine), consumer.team, own)]
        : []),
      ...(plans
        ? [
            applied(
              `plan-${plugin.name}`,
              `${consumer.id}@${service.slug}`,
              plugin.rule(plans),
              service.team,
              {
                ...own,
                service: service.slug,
                subscription: subscription.id,
              },
            ),
          ]
        : []),
    ];
  });
};

const applied = (
  policy: string,
  subject: string,
  rule: LimitRule,
  zoneOf: string,
  owner: QuotaOwner,
): AppliedRule => ({
  policy,
  counter: `${subject}#${shapeOf(rule)}`,
  rule,
  zoneOf,
  owner,
  ...(owner.service === undefined ? {} : { partition: owner.service }),
});

/** Two rules of one shape are one counter: a changed count goes on from what was counted. */
const shapeOf = (rule: LimitRule): string =>
  rule.kind === "rate"
    ? `rate#${rule.periodSeconds}#${rule.unit}#${rule.mode}`
    : `quota#${rule.period}#${rule.unit}`;
