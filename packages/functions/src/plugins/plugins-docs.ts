import { Budget } from "@latchkey/core/plugin/budget";
import { IpRestriction } from "@latchkey/core/plugin/ip-restriction";
import { Models } from "@latchkey/core/plugin/models";
import { PluginConfigs } from "@latchkey/core/plugin/plugin-config";
import { PLUGINS } from "@latchkey/core/plugin/plugins";
import { Period, Quota, QuotaRules } from "@latchkey/core/plugin/quota";
import { RateLimit, RateLimitRules, Unit } from "@latchkey/core/plugin/rate-limit";
import { RequestSize } from "@latchkey/core/plugin/request-size";
import {
  answerObject,
  inner,
  nounDocs,
  requestObject,
  requestUnion,
  type SchemaDocs,
  vocabulary,
} from "../http/documented.ts";
import { ConfiguredView, PluginSettings, PluginView, type pluginsOperations } from "./plugins-operations.ts";

/** Of no schema of its own: a plugin that is added to the list stands in it, with its summary. */
const configs: SchemaDocs = {
  side: "request",
  name: "PluginConfigs",
  schema: PluginConfigs,
  description:
    "Settings of plugins by the plugin's name. A plan's limits and a consumer's plugins have this form.",
  properties: Object.fromEntries(PLUGINS.map(({ name, summary }) => [name, summary])),
};

const TOOLS =
  "Counts only calls of these tools of MCP services, each of a batch: names, or beginnings with `*` at the end. Only with `calls`. Absent: all calls.";
const HOLD =
  "Only of tokens: what a call may use is held before it is forwarded, so that the limit is never exceeded. Else it is charged afterwards.";

const PLUGIN = {
  name: "The plugin's name.",
  order: "Plugins are asked in the order of this number; the first that refuses answers.",
} as const;

export const pluginsDocs = nounDocs<typeof pluginsOperations>({
  tags: { plugins: "Plugins are asked before a call goes through: limits, addresses, sizes." },
  schemas: [
    configs,
    vocabulary("QuotaPeriod", Period, "A calendar day, week or month."),
    vocabulary(
      "RateMode",
      inner(RateLimit.shape.mode),
      "How exactly instances of the gateway count together.",
    ),
    vocabulary("LimitUnit", Unit, "What a limit counts: calls, or the tokens of a model that calls use."),
    requestObject("IpRestriction", IpRestriction, {
      description: "The addresses that calls may come from. An address must be allowed and not denied.",
      properties: {
        allow: "Addresses and ranges (CIDR). Absent: all that are not denied.",
        deny: "Addresses and ranges (CIDR) within none of `allow`.",
      },
      example: { allow: ["192.0.2.0/24", "2001:db8::/32"] },
    }),
    requestObject("RequestSize", RequestSize, {
      description: "The largest body of a request.",
      properties: { maxBytes: "In bytes. The gateway takes 4 MiB at most, whatever is set here." },
      example: { maxBytes: 65_536 },
    }),
    requestObject("RateLimit", RateLimit, {
      description: "So many calls, or tokens, in any period of this length.",
      properties: {
        count: "How many.",
        periodSeconds: "The length of the period in seconds. It slides: it begins at no fixed time.",
        unit: "What is counted.",
        hold: HOLD,
        tools: TOOLS,
        mode: "`leased`: instances of the gateway take parts of the count at once, which is fast. `strict`: each call asks the table.",
      },
      example: { count: 50, periodSeconds: 60 },
    }),
    requestObject("Quota", Quota, {
      description: "So many calls, or tokens, in each day, week or month.",
      properties: {
        count: "How many.",
        period: "A calendar day, week (from Monday) or month in the time zone of the team.",
        unit: "What is counted.",
        hold: HOLD,
        tools: TOOLS,
      },
      example: { count: 10_000, period: "month" },
    }),
    requestObject("RateLimitRules", RateLimitRules, {
      description: "Several rates, which all hold. Each has another period, unit or list of tools.",
      properties: { rules: "Two to four rates." },
      example: {
        rules: [
          { count: 10, periodSeconds: 1 },
          { count: 100, periodSeconds: 60 },
        ],
      },
    }),
    requestObject("QuotaRules", QuotaRules, {
      description: "Several quotas, which all hold. Each has another period, unit or list of tools.",
      properties: { rules: "Two to four quotas." },
      example: {
        rules: [
          { count: 1000, period: "day" },
          { count: 10_000, period: "month" },
        ],
      },
    }),
    requestObject("ModelList", Models, {
      description: "The models of AI services that may be called.",
      properties: { allow: "Names of models, or beginnings with `*` at the end. `*` alone allows all." },
      example: { allow: ["gpt-4o-mini", "claude-*"] },
    }),
    requestObject("Budget", Budget, {
      description:
        "US dollars for calls of models. What a call may cost is held before it is forwarded, so that no number of calls at once spends more.",
      properties: {
        usd: "Above 0, at most 1,000,000, six decimals at most.",
        period: "A calendar day, week (from Monday) or month in the time zone of the team.",
      },
      example: { usd: 25, period: "month" },
    }),
    requestUnion(
      "PluginSettings",
      PluginSettings,
      "The settings of one plugin, as `PluginConfigs` has them under the plugin's name.",
    ),
    answerObject("ConfiguredPlugin", ConfiguredView, {
      description:
        "A plugin of a consumer. Its settings stand beside its name, and under `config` for programs that read any plugin.",
      properties: { ...PLUGIN, config: "Its settings." },
      example: {
        name: "request-size",
        order: 20,
        maxBytes: 65_536,
        config: { maxBytes: 65_536 },
      },
    }),
    answerObject("Plugin", PluginView, {
      description: "A plugin that consumers and plans may have.",
      properties: {
        ...PLUGIN,
        summary: "What it does, in a sentence.",
        schema: "A JSON Schema (2020-12) of its settings.",
      },
    }),
  ],
  operations: {
    listPlugins: { tag: "plugins", description: "The same for every caller.", refuses: [] },
    listPluginsOfConsumer: {
      tag: "plugins",
      description: "For members of the consumer's team.",
      refuses: [],
    },
    setPlugin: {
      tag: "plugins",
      description:
        "For members of the consumer's team. The settings take the place of those that were there. Programs may add a plugin to their own consumer and change none.",
      refuses: [],
    },
    removePlugin: { tag: "plugins", description: "For members of the consumer's team.", refuses: [] },
  },
});
