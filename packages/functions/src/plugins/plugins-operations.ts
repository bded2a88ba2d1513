import { pageItems } from "@latchkey/aws/dynamo/page-items";
import {
  type ConfiguredPlugin,
  findPlugin,
  pluginsOf,
  removePlugin,
  setPlugin,
} from "@latchkey/core/consumer/configure-plugin";
import { readConsumer } from "@latchkey/core/consumer/read-consumer";
import type { PlatformWork } from "@latchkey/core/platform/work";
import type { Plugin } from "@latchkey/core/plugin/plugin";
import { PLUGINS } from "@latchkey/core/plugin/plugins";
import * as z from "zod/mini";
import { revisionTag } from "../http/etag.ts";
import { list, operation, PageOnly, pageOf } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";
import { parseInput } from "../http/parse-input.ts";
import { removal } from "../http/removal.ts";

const Json = z.record(z.string(), z.unknown());

/** Of any plugin: each has a schema of its own, which is asked once it is known which one it is. */
export const PluginSettings = z.record(z.string(), z.unknown());

/** The settings are beside the name, and for programs that read any plugin also under `config`. */
export const ConfiguredView = z.looseObject({ name: z.string(), order: z.int(), config: Json });
export const PluginView = z.object({ name: z.string(), summary: z.string(), order: z.int(), schema: Json });

const pluginView = ({ name, summary, order, schema }: Plugin) => ({
  name,
  summary,
  order,
  schema: z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }),
});

const configuredView = ({ name, order, config }: ConfiguredPlugin) => ({ ...config, name, order, config });

/** In the order in which they are applied, across pages. */
const pageOfPlugins = <T extends { name: string; order: number }>(
  { keys }: PlatformWork,
  of: string,
  items: readonly T[],
  query: z.output<typeof PageOnly>,
) => {
  const plugins = {
    name: `plugins of ${of}`,
    items,
    placeOf: ({ name, order }: T) => `${order} ${name}`,
    isBehind: ({ order }: T, place: string) => order > Number.parseInt(place, 10),
  };
  return pageItems(() => keys.ring("request"), plugins, pageOf(query));
};

export const pluginsOperations = {
  listPlugins: operation({
    summary:
      "The plugins that a consumer or a plan may have, with their JSON Schemas, in the order of being asked.",
    query: PageOnly,
    answer: PageAnswer(PluginView),
    handle: async (work, { query }) => list(await pageOfPlugins(work, "all", PLUGINS, query), pluginView),
  }),
  listPluginsOfConsumer: operation({
    summary: "The plugins of a consumer, in the order of being asked.",
    query: PageOnly,
    answer: PageAnswer(ConfiguredView),
    handle: async (work, { params, query }) => {
      const consumer = await readConsumer(work, params["consumer"] ?? "");
      return list(await pageOfPlugins(work, consumer.id, pluginsOf(consumer), query), configuredView);
    },
  }),
  setPlugin: operation({
    summary: "Set a plugin of a consumer. `GET /v1/plugins` says which there are, and what each takes.",
    body: PluginSettings,
    answer: ConfiguredView,
    handle: async (work, { params, body }) => {
      const plugin = findPlugin(params["plugin"] ?? "");
      // The consumer's existence is checked first: only its team may learn what is wrong with the settings.
      await readConsumer(work, params["consumer"] ?? "");
      const config = parseInput(plugin.schema, body, "body");
      const consumer = await setPlugin(work, params["consumer"] ?? "", plugin, config);
      const { name, order } = plugin;
      return {
        status: 200,
        body: configuredView({ name, order, config }),
        etag: revisionTag(consumer.revision),
      };
    },
  }),
  removePlugin: removal({
    summary: "Take a plugin off a consumer.",
    remove: (work, params) => removePlugin(work, params["consumer"] ?? "", params["plugin"] ?? ""),
  }),
};
