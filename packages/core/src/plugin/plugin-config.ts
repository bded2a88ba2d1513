import * as z from "zod/mini";
import { PLUGINS } from "./plugins.ts";

/** Settings by the plugin's name, each as the plugin's own schema has them. */
export const PluginConfigs: z.ZodMiniType<Record<string, Record<string, unknown>>> = z.strictObject(
  Object.fromEntries(PLUGINS.map(({ name, schema }) => [name, z.exactOptional(schema)])),
);
