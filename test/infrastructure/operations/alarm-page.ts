import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../platform/install-platform.ts";

/** What the operator's page says about alarms. */
export const alarmPage = async (): Promise<string> => {
  const page = await readFile(join(ROOT, "docs/operations.md"), "utf8");
  return /^## When an alarm rings\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(page)?.[1] ?? "";
};
