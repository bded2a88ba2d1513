import type { SentCall, SentRefusal } from "./plugin.ts";
import { PLUGINS } from "./plugins.ts";

/** Settings by the plugin's name, as a consumer or a plan has them. */
export type PluginSettings = Readonly<Record<string, Record<string, unknown>>>;

/** The refusal of the first plugin that the authorizer asks and that does not let the call through. */
export const refusedByPlugins = (
  settings: PluginSettings,
  call: { sourceIp: string },
): "ip-not-allowed" | undefined => {
  for (const plugin of PLUGINS) {
    const config = plugin.at === "verdict" ? settings[plugin.name] : undefined;
    const refused = plugin.at === "verdict" && config ? plugin.check(config, call) : undefined;
    if (refused) return refused;
  }
  return undefined;
};

/** The same for those that the gateway asks, of several settings: each plugin of all of them before the next. */
export const refusedForBody = (
  settings: readonly PluginSettings[],
  call: SentCall,
): SentRefusal | undefined => {
  for (const plugin of PLUGINS) {
    if (plugin.at !== "gateway") continue;
    for (const each of settings) {
      const config = each[plugin.name];
      const refused = config ? plugin.check(config, call) : undefined;
      if (refused) return refused;
    }
  }
  return undefined;
};
