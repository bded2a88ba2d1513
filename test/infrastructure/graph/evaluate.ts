import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { PLATFORM, ROOT } from "../platform/install-platform.ts";
import type { Account, Graph, Resource } from "./graph.ts";
import { loadProgram } from "./load-program.ts";
import { createMocks, type Seen } from "./mocks.ts";
import { startSstServer } from "./sst-server.ts";

/** A stage, and the program that makes it. */
export interface Evaluated {
  stage: string;
  /** Of the program, `sst.config.ts`. */
  config: string;
  dev: boolean;
  account: Account;
}

/** As the program registers a resource with Pulumi, after all transformations. */
interface Told extends Pick<Resource, "dependsOn" | "guarded" | "retained" | "aliases"> {
  provider: string;
  parent: string;
}

const UNTOLD: Told = {
  dependsOn: [],
  guarded: false,
  retained: false,
  aliases: [],
  provider: "",
  parent: "",
};

/** Pulumi's state is that of one stack, unless each has a store of its own. Not exported to programs. */
const { withLocalStorage, getStore } = createRequire(join(PLATFORM, "package.json"))(
  "@pulumi/pulumi/runtime/state",
);

/**
 * Runs the program with SST's real components under Pulumi's mocks, with the settings of this process's environment. What is
 * done here is what the `sst` program does before it hands over to Pulumi (SST 4.17.1), so a new version of SST may ask for
 * another. One at a time in a process: the program finds its stage in globals.
 */
export const evaluate = async ({ stage, config, dev, account }: Evaluated): Promise<Graph> => {
  const work = mkdtempSync(join(tmpdir(), "latchkey-graph-"));
  const server = await startSstServer(work);
  try {
    const { default: program } = await loadProgram(config, "app");
    const app = { stage, ...(await program.app({ stage })) };
    process.env["SST_SERVER"] = server.url;
    const cli = {
      command: dev ? "dev" : "deploy",
      dev,
      rpc: server.url,
      // What SST would write, it writes here: several evaluations may run at once.
      paths: { home: join(homedir(), ".config/sst"), root: ROOT, work, platform: PLATFORM },
      state: { version: {} },
    };
    Object.assign(globalThis, { $app: app, $cli: cli, $dev: dev });
    return await withLocalStorage(() => graphOf(stage, config, app, account));
  } finally {
    server.close();
    rmSync(work, { recursive: true, force: true });
  }
};

interface App extends Pick<Graph["app"], "removal" | "protect"> {
  name: string;
  providers: Graph["app"]["providers"] & { aws: { region: string } };
}

const graphOf = async (stage: string, config: string, app: App, account: Account): Promise<Graph> => {
  const { run } = await loadProgram(config, "program");
  const { region } = app.providers.aws;
  const seen: Seen[] = [];
  const told = new Map<string, Told>();
  const tell = (type: string, name: string, { dependsOn, provider, ...others }: Told) =>
    told.set(`${type} ${name}`, {
      ...others,
      dependsOn: dependsOn.map(keyOfUrn).sort(),
      provider: keyOfUrn(provider),
    });
  const provider = { "aws:region": region };
  const mocks = createMocks(region, seen, account);
  const outputs = await run(mocks, app.name, stage, provider, tell);
  const { size } = getStore().leakCandidates;
  if (size > 0) throw new Error(`${size} promises of the program are still waiting at its end.`);
  const regionOf = (provider: string | undefined) =>
    String(seen.find(({ type, name }) => `${type} ${name}` === provider)?.inputs["region"] ?? region);
  const resources = seen
    .map((resource) => {
      const key = `${resource.type} ${resource.name}`;
      const of = told.get(key) ?? UNTOLD;
      const { dependsOn, guarded, retained, aliases } = of;
      const urn = urnOf(stage, resource, of.parent);
      const where = regionOf(of.provider);
      return { ...resource, retained, guarded, dependsOn, urn, aliases, region: where };
    })
    .sort((one, other) => `${one.type} ${one.name}`.localeCompare(`${other.type} ${other.name}`));
  return { app, resources, outputs: await settled(outputs) };
};

/** As Pulumi makes it; of the stack itself nothing stands before a type. */
const urnOf = (stage: string, { type, name }: { type: string; name: string }, parent: string): string => {
  const parents = parent.split("::")[2] ?? "";
  const types = parents === "" || parents === STACK ? type : `${parents.replace(`${STACK}$`, "")}$${type}`;
  return `urn:pulumi:${stage}::latchkey::${types}::${name}`;
};
const STACK = "pulumi:pulumi:Stack";

/** `urn:pulumi:STACK::PROJECT::PARENTS$TYPE::NAME` → `TYPE NAME` */
const keyOfUrn = (urn: string): string => {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.slice(types.lastIndexOf("$") + 1)} ${name}`;
};

const settled = async (outputs: unknown): Promise<Record<string, unknown>> => {
  const resolved = await new Promise<unknown>((resolve) => {
    if (
      typeof outputs === "object" &&
      outputs !== null &&
      "apply" in outputs &&
      typeof outputs.apply === "function"
    )
      outputs.apply(resolve);
    else resolve(outputs);
  });
  return Object.fromEntries(Object.entries(Object(resolved)));
};
