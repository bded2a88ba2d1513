import { readConsumer } from "@latchkey/core/consumer/read-consumer";
import {
  type ConfiguredPlugin,
  findPlugin,
  pluginsOf,
  removePlugin,
  setPlugin,
} from "@latchkey/core/plugin/configure-plugin";
import type { Plugin } from "@latchkey/core/plugin/plugin";
import { PLUGINS } from "@latchkey/core/plugin/plugins";
import * as z from "zod/mini";
import type { Answer } from "../http/answer.ts";
import { contentTag, revisionTag } from "../http/etag.ts";
import { noContent, operation } from "../http/operation.ts";
import { parseInput } from "../http/parse-input.ts";

const Json = z.record(z.string(), z.unknown());

/** The settings stand beside the name, and for programs that read any plugin also under `config`. */
const ConfiguredView = z.looseObject({ name: z.string(), order: z.int(), config: Json });
const PluginView = z.object({ name: z.string(), summary: z.string(), order: z.int(), schema: Json });

const listAnswer = <V extends z.ZodMiniType>(view: V) => z.object({ items: z.array(view) });

const pluginView = ({ name, summary, order, schema }: Plugin) => ({
  name,
  summary,
  order,
  schema: z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }),
});

const configuredView = ({ name, order, config }: ConfiguredPlugin) => ({ ...config, name, order, config });

const listed = (items: unknown[]): Answer => {
  const body = { items };
  return { status: 200, body, etag: contentTag(body) };
};

export const pluginsOperations = {
  listPlugins: operation({
    summary:
      "The plugins that a consumer or a plan may have, with their JSON Schemas, in the order of being asked.",
    answer: listAnswer(PluginView),
    handle: async () => listed(PLUGINS.map(pluginView)),
  }),
  listPluginsOfConsumer: operation({
    summary: "The plugins of a consumer, in the order of being asked.",
    answer: listAnswer(ConfiguredView),
    handle: async (work, { params }) =>
      listed(pluginsOf(await readConsumer(work, params["consumer"] ?? "")).map(configuredView)),
  }),
  setPlugin: operation({
    summary: "Set a plugin of a consumer. `GET /v1/plugins` says which there are, and what each takes.",
    body: Json,
    answer: ConfiguredView,
    handle: async (work, { params, body }) => {
      const plugin = findPlugin(params["plugin"] ?? "");
      // Whether the consumer is there comes first: what is wrong with settings is nobody else's to know.
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
  removePlugin: operation({
    summary: "Take a plugin off a consumer.",
    status: 204,
    handle: async (work, { params }) => {
      await removePlugin(work, params["consumer"] ?? "", params["plugin"] ?? "");
      return noContent;
    },
  }),
};
