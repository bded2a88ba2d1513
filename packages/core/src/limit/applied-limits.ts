import { hash } from "node:crypto";
import type { PluginSettings } from "../plugin/ask-plugins.ts";
import type { LimitRule } from "../plugin/limit-rule.ts";
import type { Plugin } from "../plugin/plugin.ts";
import { PLUGINS } from "../plugin/plugins.ts";
import { coversTool } from "../plugin/tools.ts";
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
  /** What a call of a model may use. Without it no limit is asked that holds amounts. */
  estimate?: CallEstimate;
  /** The tools of an MCP service that it calls, one for each message of a batch. */
  tools?: readonly string[];
}

/** What a call may use at most, as far as that can be told before it is forwarded. */
export interface CallEstimate {
  tokens: number;
  /** Billionths of a dollar; absent where the model has no price. */
  nanos?: number;
}

/** One limit of a call: what it is called in headers, what it is counted under, and whose days and months it follows. */
export interface AppliedRule {
  plugin: string;
  policy: string;
  counter: string;
  rule: LimitRule;
  zoneOf: string;
  owner: QuotaOwner;
  /** What a limit is counted apart for, where that is not all that its consumer calls: the service's slug. */
  partition?: string;
  /** For how many calls it counts; absent for one. */
  calls?: number;
}

/**
 * All limits that apply to a call, in the order of being asked. All credentials of a consumer count together, and so do
 * all of its subscriptions to a service over time: one that follows a cancelled one goes on from what was counted. A
 * service's slug is never given again, so what is counted is of no other service.
 */
export const appliedRules = (call: CountedCall): AppliedRule[] => {
  const applying: AppliedRule[] = [];
  for (const plugin of COUNTED) {
    for (const applied of ownRules(plugin, call)) addOfTools(applying, applied, call);
    for (const applied of planRules(plugin, call)) addOfTools(applying, applied, call);
  }
  return applying;
};

/** A limit of tools counts the messages that call one of them, and no other call. */
const addOfTools = (applying: AppliedRule[], applied: AppliedRule, { tools: called }: CountedCall): void => {
  const { tools } = applied.rule;
  if (tools) {
    applied.calls = (called ?? []).filter((tool) => coversTool(tools, tool)).length;
    if (applied.calls === 0) return;
  }
  applying.push(applied);
};

/** The consumer's own, which count over all that it calls. */
export const consumerRules = (call: Pick<CountedCall, "consumer" | "plugins">): AppliedRule[] =>
  COUNTED.flatMap((plugin) => ownRules(plugin, call));

/** Those of a subscription's plan. */
export const subscriptionRules = (call: Omit<CountedCall, "plugins">): AppliedRule[] =>
  COUNTED.flatMap((plugin) => planRules(plugin, call));

type CountersPlugin = Extract<Plugin, { at: "counters" }>;
type Settings = PluginSettings[string];

/** A rule with what its names end in. */
interface NamedRule {
  plugin: string;
  policy: string;
  rule: LimitRule;
  shape: string;
}

interface CountedPlugin {
  name: string;
  rules(settings: Settings): readonly NamedRule[];
}

/** Settings are remembered from call to call, and so are their rules. */
const withRemembered = (plugin: CountersPlugin): CountedPlugin => {
  const known = new WeakMap<Settings, readonly NamedRule[]>();
  const { name } = plugin;
  /** Rules of one plugin are told apart by a number behind its name. */
  const named = (rule: LimitRule, index: number): NamedRule => ({
    plugin: name,
    rule,
    policy: index === 0 ? name : `${name}-${index + 1}`,
    shape: shapeOf(rule),
  });
  return {
    name,
    rules: (settings) => {
      const found = known.get(settings);
      if (found) return found;
      const rules = plugin.rules(settings).map(named);
      known.set(settings, rules);
      return rules;
    },
  };
};

const ownRules = (
  plugin: CountedPlugin,
  { consumer, plugins }: Pick<CountedCall, "consumer" | "plugins">,
): AppliedRule[] => {
  const settings = plugins[plugin.name];
  if (!settings) return [];
  const owner = { team: consumer.team, consumer: consumer.id };
  return appliedEach("consumer", consumer.id, plugin.rules(settings), consumer.team, owner);
};

const planRules = (
  plugin: CountedPlugin,
  { consumer, subscription, service, plan }: Omit<CountedCall, "plugins">,
): AppliedRule[] => {
  const settings = plan[plugin.name];
  if (!settings) return [];
  const subject = `${consumer.id}@${service.slug}`;
  const owner = {
    team: consumer.team,
    consumer: consumer.id,
    service: service.slug,
    subscription: subscription.id,
  };
  return appliedEach("plan", subject, plugin.rules(settings), service.team, owner);
};

const appliedEach = (
  of: "consumer" | "plan",
  subject: string,
  rules: readonly NamedRule[],
  zoneOf: string,
  owner: QuotaOwner,
): AppliedRule[] =>
  rules.map(({ plugin, rule, policy, shape }) => {
    const applied: AppliedRule = {
      plugin,
      policy: `${of}-${policy}`,
      counter: `${subject}#${shape}`,
      rule,
      zoneOf,
      owner,
    };
    if (owner.service !== undefined) applied.partition = owner.service;
    return applied;
  });

/** Two rules of one shape are one counter: a changed count goes on from what was counted. */
const shapeOf = (rule: LimitRule): string =>
  (rule.kind === "rate"
    ? `rate#${rule.periodSeconds}#${rule.unit}#${rule.mode}`
    : `quota#${rule.period}#${rule.unit}`) + toolsShape(rule);

/** Of a length that a key has room for. */
const toolsShape = ({ tools }: LimitRule): string =>
  tools ? `#tools=${hash("sha256", JSON.stringify(tools.toSorted()), "base64url").slice(0, 22)}` : "";

const COUNTED = PLUGINS.filter((plugin): plugin is CountersPlugin => plugin.at === "counters").map(
  withRemembered,
);
