import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { RunningLatchkey } from "../support/running-latchkey.ts";

const run = promisify(execFile);
const ROOT = new URL("../..", import.meta.url);
const END_OF_BLOCK = "--- end of block ---";

export interface Pasted {
  block: string;
  output: string;
}

/** Reads a document of the repository. */
export const readDocument = (path: string): Promise<string> => readFile(new URL(path, ROOT), "utf8");

/**
 * Runs all of a document's `sh` blocks in one shell, one after the other, as a reader who pastes them.
 *
 * @param replacements the texts of the document, each with the value for this machine: ports, paths
 * @throws when a command fails
 */
export const pasteCommands = async (
  path: string,
  latchkey: RunningLatchkey,
  replacements: Record<string, string> = {},
): Promise<Pasted[]> => {
  const document = await readDocument(path);
  const blocks = [...document.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  const real = {
    "http://127.0.0.1:4000": latchkey.control,
    "http://127.0.0.1:4001": latchkey.gateway,
    ".latchkey/root.key": `${latchkey.data}/root.key`,
    ...replacements,
  };
  const script = Object.entries(real).reduce(
    (text, [written, meant]) => text.replaceAll(written, meant),
    blocks.join(`\necho "${END_OF_BLOCK}"\n`),
  );
  const { stdout } = await run("bash", ["-e", "-o", "pipefail", "-c", script], { cwd: ROOT });
  const outputs = stdout.split(END_OF_BLOCK);
  return blocks.map((block, index) => ({ block, output: outputs[index] ?? "" }));
};
