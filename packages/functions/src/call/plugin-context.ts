import type { PluginSettings } from "@latchkey/core/plugin/ask-plugins";
import { PLUGINS } from "@latchkey/core/plugin/plugins";
import * as z from "#schema";

const AFTER_THE_VERDICT = PLUGINS.filter(({ at }) => at !== "verdict").map(({ name }) => name);

/** Settings that are remembered are written once. */
const written = new WeakMap<PluginSettings, string>();

/** The consumer's plugins that the gateway asks, as one text of the context; empty when it has none. */
export const writePlugins = (plugins: PluginSettings): string => {
  const known = written.get(plugins);
  if (known !== undefined) return known;
  const text = textOf(plugins);
  written.set(plugins, text);
  return text;
};

const textOf = (plugins: PluginSettings): string => {
  const asked = AFTER_THE_VERDICT.filter((name) => Object.hasOwn(plugins, name));
  return asked.length === 0
    ? ""
    : JSON.stringify(Object.fromEntries(asked.map((name) => [name, plugins[name]])));
};

const Settings = z.record(z.string(), z.record(z.string(), z.unknown()));
const NONE: PluginSettings = {};
const MOST = 1000;
/** Consumers call again and again with the same settings: they are read once. */
const known = new Map<string, PluginSettings>();

/** @throws Error for what `writePlugins` did not write: a call whose limits are not known is not forwarded. */
export const readPlugins = (text: string | undefined): PluginSettings => {
  if (text === undefined || text === "") return NONE;
  const found = known.get(text);
  if (found) return found;
  const read = Settings.parse(JSON.parse(text));
  if (known.size >= MOST) known.clear();
  known.set(text, read);
  return read;
};
