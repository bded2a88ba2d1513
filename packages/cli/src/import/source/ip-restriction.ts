import { textsOf } from "./fields.ts";
import type { ImportedPlugins } from "./imported.ts";

/** Ranges and addresses that may call, and that may not. */
export const ipRestriction = (allow: unknown, deny: unknown): ImportedPlugins => {
  const [allowed, denied] = [textsOf(allow), textsOf(deny)].map((all) => [...new Set(all)]);
  if (!allowed?.length && !denied?.length) return {};
  return {
    "ip-restriction": {
      ...(allowed?.length ? { allow: allowed } : {}),
      ...(denied?.length ? { deny: denied } : {}),
    },
  };
};
