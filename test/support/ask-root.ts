import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PROOF_HEADER, ROOT_PATH, rootProof } from "@latchkey/local/root/root-endpoint";
import type { Stage } from "./running-latchkey.ts";

export interface RootAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire; the test says what it expects of it
  body: any;
}

/** Invokes the function root as an operator of one machine does. */
export const askRoot = async (
  latchkey: Pick<Stage, "control" | "data">,
  command: object,
): Promise<RootAnswer> => {
  const key = (await readFile(join(latchkey.data, "root.key"), "utf8")).trim();
  const body = JSON.stringify(command);
  const response = await fetch(`${latchkey.control}${ROOT_PATH}`, {
    method: "POST",
    headers: { [PROOF_HEADER]: rootProof(key, body, Date.now()) },
    body,
  });
  return { status: response.status, body: await response.json() };
};
