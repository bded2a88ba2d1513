import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { WrongUse } from "../../command-line/exit-code.ts";
import { readBounded } from "../../command-line/read-bounded.ts";
import { parseFile } from "../../declaration/declared-file.ts";
import type { AwsExport } from "../aws/import-aws.ts";
import { type Fields, fieldsOf, listOf, textOf } from "../source/fields.ts";

/** Of 10,000 keys a file has a few megabytes. */
const MOST_BYTES = 256 << 20;

/** JSON, YAML, or a line of JSON for each row. @throws WrongUse for what cannot be read, without what it says */
export const readSource = async (path: string): Promise<unknown> => {
  const text = await readBounded(path, MOST_BYTES);
  const rows = rowsOf(text);
  if (rows) return rows;
  const file = parseFile(text);
  if ("value" in file) return file.value;
  throw new WrongUse(`${path}:${file.place.line}:${file.place.column} is no JSON or YAML.`);
};

/** Several objects, each on a line of its own. */
const rowsOf = (text: string): unknown[] | undefined => {
  if (!/^\s*\{[^\n]*\}\s*\n\s*\{/.test(text)) return undefined;
  try {
    return text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => JSON.parse(line));
  } catch {
    return undefined;
  }
};

const KEYS_OF_PLAN = /^get-usage-plan-keys-(.+)\.json$/;

/** A folder of what the AWS command line has answered. @throws WrongUse */
export const readAwsFolder = async (folder: string): Promise<AwsExport> => {
  const names = await readdir(folder).catch(() => {
    throw new WrongUse(`${folder} is no folder that can be read.`);
  });
  const items = async (name: string): Promise<readonly Fields[]> =>
    listOf(fieldsOf(await readSource(join(folder, name)))["items"]);
  const keys = await items("get-api-keys.json");
  const plans = await items("get-usage-plans.json");
  const planKeys = new Map<string, readonly Fields[]>();
  for (const name of names) {
    const id = KEYS_OF_PLAN.exec(name)?.[1];
    if (id !== undefined && plans.some((plan) => textOf(plan["id"]) === id))
      planKeys.set(id, await items(name));
  }
  return { keys, plans, planKeys };
};
