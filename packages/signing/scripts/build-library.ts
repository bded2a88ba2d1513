import { execFileSync } from "node:child_process";
import { cp, glob, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { finishPackedFolder, sharedMembers } from "./packed-folder.ts";

const ROOT = join(import.meta.dirname, "../../..");

const entry = (form: "esm" | "cjs", path: string) => ({
  types: `./${form}/${path}.d.ts`,
  default: `./${form}/${path}.js`,
});

/**
 * Makes `dist` of a library, the folder that is packed and published: ESM and CommonJS, each with types and maps, and the
 * sources that the maps lead to. Inside the workspace nothing reads it; there the package is the source itself.
 */
export const buildLibrary = async (
  home: string,
  publicExports: readonly string[],
  members: object = {},
): Promise<void> => {
  const dist = join(home, "dist");
  await rm(dist, { recursive: true, force: true });
  await cp(join(home, "src"), join(dist, "src"), {
    recursive: true,
    filter: (source) => !/\.(?:test|fixture)\.ts$|\/ungenerated\.d\.ts$/.test(source),
  });
  for (const form of ["esm", "cjs"])
    execFileSync(join(ROOT, "node_modules/.bin/tsc"), ["-p", join(home, `tsconfig.${form}.json`)], {
      stdio: "inherit",
    });

  // The compiler rewrites the endings of imports in scripts only. Both endings are equally long: maps stay true.
  for await (const path of glob("{esm,cjs}/**/*.d.ts", { cwd: dist })) {
    const types = await readFile(join(dist, path), "utf8");
    await writeFile(join(dist, path), types.replace(/(from "\.{1,2}\/[^"]+)\.ts"/g, '$1.js"'));
  }
  const exports = Object.fromEntries(
    publicExports.map((path) => [`./${path}`, { import: entry("esm", path), require: entry("cjs", path) }]),
  );
  await mkdir(join(dist, "cjs"), { recursive: true });
  await writeFile(join(dist, "cjs/package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
  await finishPackedFolder(home, dist, {
    ...(await sharedMembers(home)),
    exports: { ...exports, "./package.json": "./package.json" },
    ...members,
  });
};
