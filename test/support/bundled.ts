import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { digestOf } from "./kept/digest-of.ts";
import { kept, ROOT } from "./kept/kept.ts";

const OURS = "packages/{signing,core,aws,functions,local}/src/**";

/** What CommonJS has and a bundle as an ES module has not. */
const COMMON_JS = [
  'import { createRequire as __createRequire } from "node:module";',
  'import { dirname as __dirnameOf } from "node:path";',
  "const __filename = import.meta.filename, __dirname = __dirnameOf(__filename);",
  "const require = __createRequire(__filename);",
].join("\n");

/** Sources resolve their neighbours by their own location, not by the location of the bundle. */
const ownPlaces: Plugin = {
  name: "own-places",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/packages\/\w+\/src\/.*\.tsx?$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replaceAll(
        "import.meta.url",
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: path.endsWith("x") ? "tsx" : "ts",
    })),
};

/** A program of the project as one bundle, kept for its sources: a process of it starts with a third of the work. */
export const bundled = async (program: string): Promise<string> => {
  const sources = await digestOf(OURS, "package-lock.json", "test/support/bundled.ts", program);
  const folder = await kept("program", [program, sources], (outdir) => bundle(program, outdir));
  return join(folder, `${basename(program, ".ts")}.mjs`);
};

const bundle = async (program: string, outdir: string): Promise<void> => {
  await build({
    entryPoints: [join(ROOT, program)],
    absWorkingDir: ROOT,
    outdir,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    // Node reads .js outside of a package twice: as CommonJS first.
    outExtension: { ".js": ".mjs" },
    target: "node24",
    mainFields: ["module", "main"],
    // Some of our modules are imported for what they do.
    ignoreAnnotations: true,
    jsx: "automatic",
    banner: { js: COMMON_JS },
    plugins: [ownPlaces],
    logLevel: "error",
  });
};
