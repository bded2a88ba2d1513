import { planOfSubscription } from "../service/plans.ts";
import type { Service } from "../service/service.ts";
import { PLUGINS } from "./plugins.ts";

/** Settings by the plugin's name, as a consumer or a plan has them. */
export type PluginSettings = Readonly<Record<string, Record<string, unknown>>>;

const NONE: PluginSettings = {};

/** What the plan of a subscription sets; nothing for a subscription without one. */
export const planLimits = (
  service: Pick<Service, "plans" | "formerPlans">,
  plan: string | undefined,
): PluginSettings => planOfSubscription(service, plan)?.limits ?? NONE;

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

/** The same for those that the gateway asks. */
export const refusedForBody = (
  settings: PluginSettings,
  call: { bytesIn: number },
): "payload-too-large" | undefined => {
  for (const plugin of PLUGINS) {
    const config = plugin.at === "gateway" ? settings[plugin.name] : undefined;
    const refused = plugin.at === "gateway" && config ? plugin.check(config, call) : undefined;
    if (refused) return refused;
  }
  return undefined;
};
