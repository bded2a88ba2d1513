import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "../platform/install-platform.ts";
import type { Asked } from "./evaluator.ts";

let running: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Evaluates in the process that this worker keeps for it, one after the other. It ends with the worker.
 *
 * @throws Error with what the program said, when it does not run to its end.
 */
export const evaluateIn = (asked: Asked): Promise<void> => {
  const turn = last.then(() => askFor(asked));
  last = turn.catch(() => undefined);
  return turn;
};

const askFor = async (asked: Asked): Promise<void> => {
  running ??= start();
  const child = running;
  let said = "";
  const listen = (text: Buffer) => (said += text.toString());
  child.stderr?.on("data", listen);
  child.ref();
  const ended = new AbortController();
  try {
    const { signal } = ended;
    child.send(asked);
    const answer = await Promise.race([
      once(child, "message", { signal }).then(([message]) => Object(message)),
      once(child, "exit", { signal }).then(([code]) => ({ failed: `The evaluation ended with ${code}.` })),
    ]);
    if (answer.failed === undefined) return;
    throw new Error(`${answer.failed}\n${said}`);
  } finally {
    ended.abort();
    child.stderr?.off("data", listen);
    child.unref();
  }
};

const start = (): ChildProcess => {
  const child = fork(join(import.meta.dirname, "evaluator.ts"), {
    cwd: ROOT,
    // Not the test runner's.
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  child.channel?.unref();
  child.once("exit", () => {
    if (running === child) running = undefined;
  });
  return child;
};
