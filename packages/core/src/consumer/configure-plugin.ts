import type { Caller } from "../access/caller.ts";
import { isoTime } from "../clock.ts";
import { expectRevision } from "../expect-revision.ts";
import type { Plugin } from "../plugin/plugin.ts";
import { PLUGINS, pluginNamed } from "../plugin/plugins.ts";
import { notFound, Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import type { Consumer } from "./consumer.ts";
import type { ConsumerWork } from "./consumer-work.ts";
import { consumerFor } from "./read-consumer.ts";
import { isRoot } from "./root-consumer.ts";

/** A plugin of a consumer with its settings. Its revision is the consumer's: they are one record. */
export interface ConfiguredPlugin {
  name: string;
  order: number;
  config: Record<string, unknown>;
}

/** @throws Refusal `not-found` */
export const findPlugin = (name: string): Plugin => {
  const plugin = pluginNamed(name);
  if (!plugin) throw notFound("plugin");
  return plugin;
};

/** Those that a consumer has, in the order of being asked. */
export const pluginsOf = ({ plugins }: Consumer): ConfiguredPlugin[] =>
  PLUGINS.flatMap(({ name, order }) => {
    const config = plugins[name];
    return config ? [{ name, order, config }] : [];
  });

/** Sets a plugin of a consumer, in place of what it was set to. `config` has been parsed by the plugin's schema. */
export const setPlugin = async (
  work: ConsumerWork,
  consumerId: string,
  plugin: Plugin,
  config: Record<string, unknown>,
): Promise<Consumer> => {
  const consumer = await consumerFor(work, consumerId, "change-plugins");
  // Root is how the platform is reached when all else fails: neither address ranges nor limits may refuse it.
  if (isRoot(consumer)) throw new Refusal("forbidden", "The consumer root has no plugins.");
  keepOwnLimits(work.caller, consumer, plugin.name);
  return replacePlugins(work, consumer, { ...consumer.plugins, [plugin.name]: config });
};

/** @throws Refusal `not-found` when the consumer has no such plugin. */
export const removePlugin = async (work: ConsumerWork, consumerId: string, name: string): Promise<void> => {
  const consumer = await consumerFor(work, consumerId, "change-plugins");
  const { [name]: removed, ...plugins } = consumer.plugins;
  if (!removed) throw notFound("plugin");
  keepOwnLimits(work.caller, consumer, name);
  await replacePlugins(work, consumer, plugins);
};

/** What is set for a machine's own consumer holds for the machine too: it may add a limit there, and lift none. */
const keepOwnLimits = (caller: Caller, { id, plugins }: Consumer, name: string): void => {
  if (caller.kind === "machine" && caller.consumerId === id && plugins[name])
    throw new Refusal("forbidden", "A machine does not change the limits that hold for itself.");
};

const replacePlugins = async (
  work: ConsumerWork,
  consumer: Consumer,
  plugins: Consumer["plugins"],
): Promise<Consumer> => {
  expectRevision(work.expectedRevision, consumer);
  const changed = nextRevision(consumer, { plugins }, isoTime(work.now));
  await work.commit({
    writes: [{ write: "replace", record: { kind: "consumer", value: changed } }],
    events: [],
    result: { kind: "consumer", keys: { consumer: changed.id } },
  });
  return changed;
};
