import { may, teamAccess } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import { exists } from "../consumer/consumer.ts";
import { inTurns } from "../in-turns.ts";
import { type AppliedRule, consumerRules, subscriptionRules } from "../limit/applied-limits.ts";
import { limitUse } from "../limit/limit-use.ts";
import type { LimitRule, LimitUnit } from "../plugin/limit-rule.ts";
import { notFound } from "../refusal.ts";
import { planLimits } from "../service/plans.ts";
import { statusAt } from "../subscription/status-at.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { UsageReads } from "./usage-reads.ts";

/** How much of a limit is used now. `held` is what calls that are under way may still use. */
export interface LimitNow {
  limit: string;
  of: "consumer" | "subscription";
  subscription?: string;
  service?: string;
  unit: LimitUnit;
  /** Where calls of these tools alone are counted. */
  tools?: readonly string[];
  most: number;
  used: number;
  held: number;
  remaining: number;
  resetsAt?: string;
}

const SUBSCRIPTIONS_A_PAGE = 200;
const READ_AT_ONCE = 10;

/**
 * The limits of a consumer: its own, and those of the plans of its active and suspended subscriptions. A provider sees those of
 * subscriptions to its own services.
 *
 * @throws Refusal `not-found` for a consumer that is of no team of the caller, and has no subscription to a service of one.
 */
export const readLimits = async (work: UsageReads, consumerId: string): Promise<LimitNow[]> => {
  const { stores } = work;
  const consumer = await stores.consumer(consumerId);
  if (!exists(consumer)) throw notFound("consumer");
  const reads = accessOf(work);
  const isOwn = await reads(consumer.team, "read-consumers");
  const running = await runningSubscriptions(work, consumerId);
  const seen: Subscription[] = [];
  for (const each of running)
    if (isOwn || (await reads(each.serviceTeam, "read-subscriptions"))) seen.push(each);
  if (!isOwn && seen.length === 0) throw notFound("consumer");
  const services = await inTurns(READ_AT_ONCE, seen, ({ serviceId }) => stores.serviceById(serviceId));
  const rules: AppliedRule[] = [
    ...(isOwn ? consumerRules({ consumer, plugins: consumer.plugins }) : []),
    ...seen.flatMap((subscription, index) => {
      const service = services[index];
      return service
        ? subscriptionRules({ consumer, subscription, service, plan: planLimits(service, subscription.plan) })
        : [];
    }),
  ];
  const teams = [...new Set(rules.map(({ zoneOf }) => zoneOf))];
  const zones = new Map(
    await inTurns(READ_AT_ONCE, teams, async (team) => [team, (await stores.team(team))?.timeZone] as const),
  );
  return inTurns(READ_AT_ONCE, rules, (rule) => limitNow(work, rule, zones.get(rule.zoneOf) ?? "UTC"));
};

/** One read for each team that is asked for. */
const accessOf = ({ stores, caller }: UsageReads) => {
  const known = new Map<string, ReturnType<typeof teamAccess>>();
  return async (team: string, action: Parameters<typeof may>[1]): Promise<boolean> => {
    const access = known.get(team) ?? teamAccess(stores, caller, team);
    known.set(team, access);
    return may(await access, action);
  };
};

const runningSubscriptions = async (work: UsageReads, consumerId: string): Promise<Subscription[]> => {
  const found: Subscription[] = [];
  for (const status of ["active", "suspended"] as const) {
    let cursor: string | undefined;
    do {
      const page = { limit: SUBSCRIPTIONS_A_PAGE, ...(cursor === undefined ? {} : { cursor }) };
      const read = await work.stores.subscriptionsOfConsumer(consumerId, { status }, page);
      found.push(...read.items.filter((each) => statusAt(each, work.now) === status));
      cursor = read.cursor;
    } while (cursor !== undefined);
  }
  return found;
};

const limitNow = async (
  { stores, now }: UsageReads,
  applied: AppliedRule,
  timeZone: string,
): Promise<LimitNow> => {
  const { plugin, rule, owner } = applied;
  const { used, held, remaining, resetAt } = await limitUse(applied, timeZone, now, stores.limitLedger);
  return {
    limit: plugin,
    of: owner.subscription === undefined ? "consumer" : "subscription",
    ...(owner.subscription === undefined ? {} : { subscription: owner.subscription }),
    ...(owner.service === undefined ? {} : { service: owner.service }),
    unit: rule.unit,
    ...(rule.tools ? { tools: rule.tools } : {}),
    most: amountOf(rule, rule.count),
    used: amountOf(rule, used),
    held: amountOf(rule, held),
    remaining: amountOf(rule, remaining),
    ...(resetAt === undefined ? {} : { resetsAt: isoTime(resetAt) }),
  };
};

/** Dollars are told with six decimals. */
const amountOf = ({ unit }: LimitRule, amount: number): number =>
  unit === "usd" ? Math.round(amount / 1000) / 1_000_000 : amount;
