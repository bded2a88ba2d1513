import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestOf } from "../../support/kept/digest-of.ts";
import { kept } from "../../support/kept/kept.ts";
import { isOfStage, ROOT, sstEnvironment } from "../platform/install-platform.ts";
import { STAGE_SOURCES } from "../platform/stage-sources.ts";
import { evaluateIn } from "./evaluator-process.ts";
import { type Account, EMPTY_ACCOUNT, type Graph, type Resource } from "./graph.ts";

interface EvaluateOptions {
  /** Another program than ours, by its path. */
  config?: string;
  /** As `sst dev` runs it. */
  dev?: boolean;
  /** What the account holds before. */
  account?: Account;
}

/**
 * What a deploy of the stage would make. Evaluated once for its settings and for all that it is made of, and kept
 * between runs. Each caller gets a graph of its own.
 *
 * @throws Error with what the program said, when it does not run to its end.
 */
export const evaluateStage = async (
  stage: string,
  environment: Record<string, string> = {},
  options: EvaluateOptions = {},
): Promise<Graph> => {
  const settings = Object.entries({ ...sstEnvironment(), ...environment }).filter(isOfStage);
  const inputs = [
    JSON.stringify([stage, options.dev, settings.sort(), options.account]),
    await readFile(options.config ?? CONFIG, "utf8"),
    await digestOf(...STAGE_SOURCES),
  ];
  const folder = await kept("graph", inputs, (made) => evaluate(made, stage, environment, options));
  return graphIn(folder);
};

/** The same, evaluated now, past the cache. */
export const evaluateNow = async (stage: string): Promise<Graph> => {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-stage-"));
  try {
    await evaluate(folder, stage, {}, {});
    return await graphIn(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

const CONFIG = join(ROOT, "sst.config.ts");

const evaluate = async (
  folder: string,
  stage: string,
  environment: Record<string, string>,
  { config = CONFIG, dev = false, account = EMPTY_ACCOUNT }: EvaluateOptions,
): Promise<void> => {
  const settings = { ...sstEnvironment(), ...environment };
  const templates = await kept("templates", [await digestOf(...STAGE_SOURCES)], async () => {});
  const file = join(folder, "graph.json");
  await evaluateIn({ stage, config, dev, account, environment: settings, file, templates });
};

const graphIn = async (folder: string): Promise<Graph> =>
  JSON.parse(await readFile(join(folder, "graph.json"), "utf8"));

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
