import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PLATFORM, ROOT } from "../platform/install-platform.ts";
import { bundleProgram } from "./bundle-program.ts";
import type { Graph, Resource } from "./graph.ts";
import { createMocks, type Seen } from "./mocks.ts";
import { startSstServer } from "./sst-server.ts";

/*
 * `node evaluate.ts STAGE FILE CONFIG deploy|dev ACCOUNT`: runs the program of CONFIG with SST's real components under Pulumi's
 * mocks, in a process of its own, and writes the graph to FILE. What is done here is what the `sst` program does before it hands
 * over to Pulumi (SST 4.17.1), so a new version of SST may ask for another.
 */

const [stage = "", file = "", configFile = "", command = "deploy", account = ""] = process.argv.slice(2);
const dev = command === "dev";
const work = mkdtempSync(join(tmpdir(), "latchkey-graph-"));
const config = JSON.stringify(configFile);
const bundles: string[] = [];

const load = async (name: string, options: Omit<Parameters<typeof bundleProgram>[0], "outfile">) => {
  // Beside SST's own packages, so that what stays outside the bundle is found there.
  const outfile = join(PLATFORM, `latchkey.${name}.${process.pid}.mjs`);
  bundles.push(outfile);
  await bundleProgram({ ...options, outfile });
  return import(pathToFileURL(outfile).href);
};

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

const evaluate = async (): Promise<Graph> => {
  const { default: program } = await load("app", {
    source: `import program from ${config}; export default program;`,
    globals: "const $config = (config) => config;",
  });
  const app = { stage, ...(await program.app({ stage })) };
  const server = await startSstServer(work);
  process.env["SST_SERVER"] = server.url;
  const providers: { alias: string; package: string }[] = JSON.parse(
    readFileSync(join(ROOT, ".sst/provider-lock.json"), "utf8"),
  );
  const components = JSON.stringify(join(PLATFORM, "src/components"));
  const cli = {
    command,
    dev,
    rpc: server.url,
    // What SST would write, it writes here: several evaluations may run at once.
    paths: { home: join(homedir(), ".config/sst"), root: ROOT, work, platform: PLATFORM },
    state: { version: {} },
  };
  const { run } = await load("program", {
    source: `
      import { runtime } from "@pulumi/pulumi";
      import { run as runProgram } from ${JSON.stringify(join(PLATFORM, "src/auto/run.ts"))};
      import program from ${config};
      export const run = async (mocks, project, stage, settings, tell) => {
        await runtime.setMocks(mocks, project, stage, false);
        const monitor = runtime.getMonitor();
        const register = monitor.registerResource.bind(monitor);
        monitor.registerResource = (request, answer) => {
          const aliases = [
            ...request.getAliasurnsList(),
            ...request.getAliasesList().map((alias) => alias.getUrn()).filter(Boolean),
          ];
          tell(request.getType(), request.getName(), {
            dependsOn: request.getDependenciesList(),
            provider: request.getProvider(),
            parent: request.getParent(),
            aliases,
            guarded: request.getProtect() === true,
            retained: request.getRetainondelete() === true,
          });
          return register(request, answer);
        };
        runtime.setAllConfig(settings);
        const outputs = await runtime.runInPulumiStack(() => runProgram(program.run));
        await runtime.disconnect();
        return outputs;
      };`,
    define: { $app: JSON.stringify(app), $cli: JSON.stringify(cli), $dev: String(dev) },
    inject: [join(PLATFORM, "src/shim/run.js")],
    globals: [
      ...providers.map((provider) => `import * as ${provider.alias} from "${provider.package}";`),
      `import * as sst from ${components};`,
    ].join("\n"),
  });
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
  const mocks = createMocks(region, seen, JSON.parse(account));
  const outputs = await run(mocks, app.name, stage, provider, tell);
  server.close();
  const regionOf = (provider: string | undefined) =>
    String(seen.find(({ type, name }) => `${type} ${name}` === provider)?.inputs["region"] ?? region);
  const resources = seen
    .map((resource) => {
      const key = `${resource.type} ${resource.name}`;
      const of = told.get(key) ?? UNTOLD;
      const { dependsOn, guarded, retained, aliases } = of;
      const urn = urnOf(resource, of.parent);
      const where = regionOf(of.provider);
      return { ...resource, retained, guarded, dependsOn, urn, aliases, region: where };
    })
    .sort((one, other) => `${one.type} ${one.name}`.localeCompare(`${other.type} ${other.name}`));
  return { app, resources, outputs: await settled(outputs) };
};

/** As Pulumi makes it; of the stack itself nothing stands before a type. */
const urnOf = ({ type, name }: { type: string; name: string }, parent: string): string => {
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

try {
  writeFileSync(file, JSON.stringify(await evaluate()));
} finally {
  for (const bundle of bundles) rmSync(bundle, { force: true });
  rmSync(work, { recursive: true, force: true });
}
// Pulumi's runtime keeps handles open.
process.exit(0);
