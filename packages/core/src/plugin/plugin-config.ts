import * as z from "zod/mini";

/** A plugin's settings before the plugin's own schema has read them: flat, so that their depth is bounded. */
export const PluginConfig = z.record(
  z.string().check(z.maxLength(63)),
  z.union([
    z.number(),
    z.boolean(),
    z.string().check(z.maxLength(256)),
    z.array(z.string()).check(z.maxLength(200)),
  ]),
);

/** Settings by the plugin's name. */
export const PluginConfigs = z
  .record(z.string().check(z.regex(/^[a-z][a-z-]{0,62}$/, "a plugin's name")), PluginConfig)
  .check(z.refine((configs) => Object.keys(configs).length <= 20, "at most 20 plugins"));
