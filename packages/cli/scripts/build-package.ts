import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { finishPackedFolder, sharedMembers } from "../../signing/scripts/packed-folder.ts";
import manifest from "../package.json" with { type: "json" };

/*
 * Makes `dist`, the folder that is packed and published: the program as one file, what it takes of `@latchkey/signing`
 * inside. What comes from npm stays a dependency.
 */
const home = join(import.meta.dirname, "..");
const dist = join(home, "dist");

await rm(dist, { recursive: true, force: true });
await build({
  entryPoints: [join(home, "src/main.ts")],
  // As deep below the manifest as the sources that read it.
  outfile: join(dist, "src/bundle/main.js"),
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node22",
  external: Object.keys(manifest.dependencies),
  logLevel: "error",
});
const bin = "bin/latchkey.js";
await mkdir(join(dist, "bin"));
await writeFile(
  join(dist, bin),
  '#!/usr/bin/env node\nimport { main } from "../src/bundle/main.js";\nawait main();\n',
);
await chmod(join(dist, bin), 0o755);
await finishPackedFolder(home, dist, {
  ...(await sharedMembers(home)),
  bin: { latchkey: bin },
  dependencies: manifest.dependencies,
});
