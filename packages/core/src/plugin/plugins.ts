import { budget } from "./budget.ts";
import { ipRestriction } from "./ip-restriction.ts";
import { models } from "./models.ts";
import type { Plugin } from "./plugin.ts";
import { quota } from "./quota.ts";
import { rateLimit } from "./rate-limit.ts";
import { requestSize } from "./request-size.ts";

/** Every plugin, in the order of being asked. A new one is its file, and its name here. */
export const PLUGINS: readonly Plugin[] = [ipRestriction, requestSize, models, rateLimit, quota, budget].sort(
  (one, other) => one.order - other.order,
);

export const pluginNamed = (name: string): Plugin | undefined =>
  PLUGINS.find((plugin) => plugin.name === name);
