import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT, sstEnvironment } from "../platform/install-platform.ts";
import type { Graph, Resource } from "./graph.ts";

interface EvaluateOptions {
  /** Another program than ours, by its path. */
  config?: string;
  /** As `sst dev` runs it. */
  dev?: boolean;
}

/**
 * @throws Error with what the program said, when it does not run to its end.
 */
export const evaluateStage = async (
  stage: string,
  environment: Record<string, string> = {},
  { config = join(ROOT, "sst.config.ts"), dev = false }: EvaluateOptions = {},
): Promise<Graph> => {
  const directory = await mkdtemp(join(tmpdir(), "latchkey-stage-"));
  const file = join(directory, "graph.json");
  try {
    await promisify(execFile)(
      process.execPath,
      [join(import.meta.dirname, "evaluate.ts"), stage, file, config, dev ? "dev" : "deploy"],
      { env: { ...sstEnvironment(), ...environment } },
    );
    return JSON.parse(await readFile(file, "utf8"));
  } finally {
    await rm(directory, { recursive: true });
  }
};

export const ofType = (graph: Graph, type: string): Resource[] =>
  graph.resources.filter((resource) => resource.type === type);

export const named = (graph: Graph, type: string, name: string): Resource => {
  const found = ofType(graph, type).find((resource) => resource.name === name);
  if (!found) throw new Error(`The graph has no ${type} ${name}.`);
  return found;
};

/** Of our functions, by the name that follows the stage: `authorizer`. */
export const functionsOf = (graph: Graph, stage: string): Map<string, Resource> =>
  new Map(
    ofType(graph, "aws:lambda/function:Function").map((resource) => [
      String(resource.inputs["name"]).replace(`latchkey-${stage}-`, ""),
      resource,
    ]),
  );
