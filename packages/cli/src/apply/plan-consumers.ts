import type { Schemas } from "@latchkey/client/operations";
import type { DeclaredConsumer } from "../declaration/declaration.ts";
import type { ConsumerPart } from "./consumer-part.ts";
import { type CredentialThere, planCredentials } from "./plan-credentials.ts";
import { planSubscriptions, type SubscribingPlan, type SubscriptionThere } from "./plan-subscriptions.ts";
import { isSame, withoutNulls } from "./same.ts";
import { chainOf, changeOf, joined, type Planned, type Step } from "./step.ts";

export type ConsumerThere = Schemas["Consumer"];

export interface ConsumersPlan extends SubscribingPlan {
  /** By `team/name`. */
  readonly consumers: ReadonlyMap<string, ConsumerThere>;
  /** By the consumer's id. */
  readonly credentials: ReadonlyMap<string, readonly CredentialThere[]>;
  readonly subscriptions: ReadonlyMap<string, readonly SubscriptionThere[]>;
  /** The team of which what the file lacks is removed. */
  readonly prune: string | undefined;
  /** Marks of secrets that an earlier run has made and lost. */
  readonly lost: ReadonlySet<string>;
}

export const consumerKey = ({ team, name }: { team: string; name: string }): string => `${team}/${name}`;

/** Each consumer with what it has: a chain, since what it has needs its id. Its limits hold before it has a key. */
export const planConsumers = (consumers: readonly DeclaredConsumer[], plan: ConsumersPlan): Planned =>
  joined(consumers.map((consumer, index) => planConsumer(consumer, ["consumers", index], plan)));

const planConsumer = (
  consumer: DeclaredConsumer,
  at: readonly PropertyKey[],
  plan: ConsumersPlan,
): Planned => {
  const there = plan.consumers.get(consumerKey(consumer));
  const prune = plan.prune === consumer.team;
  const parts = { at, name: consumerKey(consumer), consumer, prune, lost: plan.lost };
  const subscriptions = planSubscriptions(parts, (there && plan.subscriptions.get(there.id)) ?? [], plan);
  const credentials = planCredentials(parts, (there && plan.credentials.get(there.id)) ?? [], plan.fields);
  const steps = [
    ...planItself(consumer, at, there, plan),
    ...planPlugins(parts, there),
    ...subscriptions.steps,
    ...credentials.steps,
  ];
  return {
    chains: chainOf(steps, there?.id),
    faults: [...subscriptions.faults, ...credentials.faults],
    notes: [...subscriptions.notes, ...credentials.notes],
  };
};

const planItself = (
  consumer: DeclaredConsumer,
  at: readonly PropertyKey[],
  there: ConsumerThere | undefined,
  { fields }: ConsumersPlan,
): Step[] => {
  const { plugins: _p, credentials: _c, subscriptions: _s, labels, ...said } = consumer;
  const step = { kind: "consumer", name: consumerKey(consumer), at } as const;
  if (!there) {
    const body = withoutNulls({ ...said, labels });
    return [
      { ...step, action: "create", ask: { method: "POST", path: "/v1/consumers", body }, isConsumer: true },
    ];
  }
  const changed = Object.fromEntries(
    fields.consumer
      .filter(
        (name) => name !== "labels" && said[name] !== undefined && !isSame(said[name], memberOf(there, name)),
      )
      .map((name) => [name, said[name]]),
  );
  return changeOf(
    { ...step, path: `/v1/consumers/${there.id}` },
    { ...changed, ...changedLabels(labels, there) },
  );
};

const memberOf = (there: object, name: string): unknown => new Map(Object.entries(there)).get(name);

/** A label that the file does not name stays; null removes one. */
const changedLabels = (labels: DeclaredConsumer["labels"], there: ConsumerThere): Record<string, unknown> => {
  if (labels === undefined) return {};
  if (labels === null) return Object.keys(there.labels).length === 0 ? {} : { labels: {} };
  return isSame(labels, there.labels) ? {} : { labels: withoutNulls({ ...there.labels, ...labels }) };
};

const planPlugins = (
  { at, name, consumer, prune }: ConsumerPart,
  there: ConsumerThere | undefined,
): Step[] => {
  const said = consumer.plugins ?? {};
  const known: Readonly<Record<string, unknown>> = there?.plugins ?? {};
  const set = Object.entries(said).filter(
    ([plugin, config]) => config !== null && !isSame(config, known[plugin]),
  );
  const removed = Object.keys(known).filter(
    (plugin) => said[plugin] === null || (prune && said[plugin] === undefined),
  );
  return [
    ...set.map(
      ([plugin, body]): Step => ({
        action: known[plugin] === undefined ? "create" : "change",
        kind: "plugin",
        name: `${name}/${plugin}`,
        at: [...at, "plugins", plugin],
        ask: { method: "PUT", path: `/v1/consumers/{consumer}/plugins/${plugin}`, body },
      }),
    ),
    ...removed.map(
      (plugin): Step => ({
        action: "remove",
        kind: "plugin",
        name: `${name}/${plugin}`,
        // null in the file is meant.
        ...(said[plugin] === null ? { at: [...at, "plugins", plugin] } : {}),
        ask: { method: "DELETE", path: `/v1/consumers/{consumer}/plugins/${plugin}` },
      }),
    ),
  ];
};
