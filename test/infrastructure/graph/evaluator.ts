import { AsyncLocalStorage } from "node:async_hooks";
import childProcess from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { type Evaluated, evaluate } from "./evaluate.ts";

/*
 * A process that evaluates stages, one after the other, as its parent asks. SST's and Pulumi's packages and the bundle of
 * the program are most of an evaluation, and are loaded once.
 */

/** One evaluation: with this environment, into this file. */
export interface Asked extends Evaluated {
  environment: NodeJS.ProcessEnv;
  file: string;
  /** Where templates of these sources are kept, for all that evaluate them. */
  templates: string;
}

// Pulumi asks for the stack of each promise, a quarter of the work; its marks are the errors without a message.
Error.prepareStackTrace = (error, frames) =>
  error.message === "" ? "" : [String(error), ...frames].join("\n    at ");

// The template of the operations stack is made by another process (infra/operations), which loads all of the CDK: once
// for its options. Two evaluators may make it at the same moment: it is moved into place as a whole.
const { execFileSync } = childProcess;
let templates: string;
childProcess.execFileSync = ((...command: Parameters<typeof execFileSync>) => {
  const name = createHash("sha256").update(JSON.stringify(command)).digest("hex");
  const file = join(templates, name);
  if (!existsSync(file)) {
    writeFileSync(`${file}.${process.pid}`, execFileSync(...command));
    renameSync(`${file}.${process.pid}`, file);
  }
  return readFileSync(file, "utf8");
}) as typeof execFileSync;
syncBuiltinESMExports();

const answer = async ({ environment, file, templates: folder, ...asked }: Asked): Promise<void> => {
  templates = folder;
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  writeFileSync(file, JSON.stringify(await evaluate(asked)));
};

/** One evaluation, and what a promise failed with that its program did not wait for, such as a resource's. */
interface Turn {
  unheard?: unknown;
}
const turns = new AsyncLocalStorage<Turn>();
let current: Turn | undefined;
const END_WITHIN_MS = 5_000;

process.on("unhandledRejection", (error) => {
  const turn = turns.getStore();
  // Of an evaluation that has failed already.
  if (turn !== undefined && turn !== current) return;
  console.error(error);
  if (turn === undefined) process.exit(1);
  turn.unheard ??= error;
  // Mostly the program fails of it too.
  setTimeout(() => turn === current && process.exit(1), END_WITHIN_MS).unref();
});

process.on("message", async (asked: Asked) => {
  const turn: Turn = {};
  current = turn;
  const [failed] = await turns
    .run(turn, () => answer(asked))
    .then(
      () => (turn.unheard === undefined ? [] : [turn.unheard]),
      (error) => [error],
    );
  current = undefined;
  process.send?.(failed === undefined ? {} : { failed: String(failed?.stack ?? failed) });
});
process.on("disconnect", () => process.exit());
