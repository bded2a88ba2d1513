import { spawn } from "node:child_process";
import { once } from "node:events";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { EXIT, type ExitCode, WrongUse } from "../command-line/exit-code.ts";
import type { Terminal } from "../command-line/terminal.ts";

/** Beside the stage's settings, in the repository that is deployed. */
const PROGRAM = "infra/before-deploy/main.ts";

export interface BeforeDeploy {
  stage: string;
  json: boolean;
  /** Where the repository is. */
  folder: string;
}

/**
 * Asks an account of AWS before anything is made there. What a stage needs is known where it is deployed from, and so is who asks.
 *
 * @throws WrongUse outside of the repository.
 */
export const askBeforeDeploy = async (
  { stage, json, folder }: BeforeDeploy,
  terminal: Terminal,
): Promise<ExitCode> => {
  const program = join(folder, PROGRAM);
  try {
    await access(program);
  } catch {
    throw new WrongUse(
      `--before-deploy asks what the settings of a stage need: run it in the repository (${PROGRAM}).`,
    );
  }
  const child = spawn(process.execPath, [program, "--stage", stage, ...(json ? ["--json"] : [])], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed: Buffer[] = [];
  const told: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => printed.push(part));
  child.stderr.on("data", (part: Buffer) => told.push(part));
  const [code]: [number | null] = await once(child, "close").then(([ended]) => [ended]);
  if (printed.length > 0) terminal.print(Buffer.concat(printed).toString().trimEnd());
  if (told.length > 0) terminal.tell(Buffer.concat(told).toString().trimEnd());
  return code === EXIT.done ? EXIT.done : code === EXIT.wrongUse ? EXIT.wrongUse : EXIT.refused;
};
