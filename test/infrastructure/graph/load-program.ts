import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PLATFORM, ROOT } from "../platform/install-platform.ts";
import { bundleProgram } from "./bundle-program.ts";

const bundles = new Map<string, Promise<string>>();
let loaded = 0;

/**
 * A new instance of the program of a configuration: what answers its app, or what runs it. It is bundled once in a process,
 * and finds its stage in globals.
 */
export const loadProgram = async (config: string, kind: "app" | "program") => {
  const key = `${kind} ${config}`;
  const known = bundles.get(key) ?? bundleProgram(kind === "app" ? appOf(config) : programOf(config));
  bundles.set(key, known);
  const text = await known;
  loaded += 1;
  // Beside SST's own packages, so that what stays outside the bundle is found there.
  const file = join(PLATFORM, `latchkey.${kind}.${process.pid}.${loaded}.mjs`);
  writeFileSync(file, text);
  try {
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(file);
  }
};

const appOf = (config: string) => ({
  source: `import program from ${JSON.stringify(config)}; export default program;`,
  globals: "const $config = (config) => config;",
});

const programOf = (config: string) => {
  const providers: { alias: string; package: string }[] = JSON.parse(
    readFileSync(join(ROOT, ".sst/provider-lock.json"), "utf8"),
  );
  return {
    source: `
      import { runtime } from "@pulumi/pulumi";
      import { run as runProgram } from ${JSON.stringify(join(PLATFORM, "src/auto/run.ts"))};
      import program from ${JSON.stringify(config)};
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
        try {
          return await runtime.runInPulumiStack(() => runProgram(program.run));
        } finally {
          await runtime.disconnect();
        }
      };`,
    define: { $app: "globalThis.$app", $cli: "globalThis.$cli", $dev: "globalThis.$dev" },
    inject: [join(PLATFORM, "src/shim/run.js")],
    globals: [
      ...providers.map((provider) => `import * as ${provider.alias} from "${provider.package}";`),
      `import * as sst from ${JSON.stringify(join(PLATFORM, "src/components"))};`,
    ].join("\n"),
  };
};
