import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { json } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { ROOT } from "../platform/install-platform.ts";
import { startRuntimeApi } from "./runtime-api.ts";

const RIC = join(ROOT, "node_modules/aws-lambda-ric");

/** AWS's own runtime client where it could be built (it is compiled at install), else the loop beside this file. */
export const RUNTIME = existsSync(join(RIC, "rapid-client.node")) ? "aws-lambda-ric" : "runtime-loop";

export interface LambdaProcess {
  /** The function's answer, as JSON. @throws Error with what it threw. */
  invoke(event: unknown): Promise<unknown>;
  /** Writes what the function streams, prelude and all. */
  stream(event: unknown, to: Writable & { setContentType(type: string): void }): Promise<void>;
  /** What it wrote into its log. */
  log(): string;
  stop(): Promise<void>;
}

export interface LambdaProcessOptions {
  /** `latchkey-staging-teams` */
  functionName: string;
  /** What Lambda would unpack. */
  directory: string;
  environment: Record<string, string>;
}

/** A function's bundle in a process of its own, with nothing of this one's environment, ready for its first event. */
export const startLambdaProcess = async (options: LambdaProcessOptions): Promise<LambdaProcess> => {
  const { functionName, directory, environment } = options;
  const runtime = await startRuntimeApi(functionName);
  const program =
    RUNTIME === "aws-lambda-ric" ? join(RIC, "index.mjs") : join(import.meta.dirname, "runtime-loop.ts");
  const child = spawn(process.execPath, [program], {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...environment,
      AWS_LAMBDA_RUNTIME_API: runtime.address,
      AWS_LAMBDA_FUNCTION_NAME: functionName,
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1024",
      AWS_LAMBDA_LOG_FORMAT: "JSON",
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
      AWS_LAMBDA_LOG_STREAM_NAME: "test",
      LAMBDA_TASK_ROOT: directory,
      _HANDLER: "bundle.handler",
      TZ: ":UTC",
    },
  });
  const log = collect(child);
  const gone = once(child, "exit").then(([code]) => {
    throw new Error(`${functionName} ended with ${code}. ${log()}`);
  });
  // Pending requests fail with it; after `stop` there are none.
  gone.catch(() => undefined);
  await Promise.race([runtime.ready, gone]);
  return {
    invoke: async (event) => {
      const { body } = await Promise.race([runtime.invoke(JSON.stringify(event)), gone]);
      return json(body);
    },
    stream: async (event, to) => {
      const { body, contentType } = await Promise.race([runtime.invoke(JSON.stringify(event)), gone]);
      to.setContentType(contentType);
      await pipeline(body, to);
    },
    log,
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
      runtime.close();
    },
  };
};

const MAX_LOG = 1_000_000;

const collect = (child: ChildProcess): (() => string) => {
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      if (said.length < MAX_LOG) said += chunk;
    });
  return () => said;
};
