import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

export const ROOT = new URL("../..", import.meta.url).pathname;
const run = promisify(execFile);

export interface PackedPackage extends AsyncDisposable {
  /** Path of the tarball. */
  readonly tarball: string;
  /** Paths in the tarball. */
  readonly files: readonly string[];
  /** A fresh project with these files, in which the tarball is installed. Answers its folder. */
  install(name: string, files: Readonly<Record<string, string>>): Promise<string>;
}

/** Builds `packages/signing` and packs it, as one does before it is published. */
export const packSigning = async (): Promise<PackedPackage> => {
  const home = await mkdtemp(join(tmpdir(), "latchkey-signing-"));
  await run("npm", ["run", "build", "-w", "packages/signing"], { cwd: ROOT });
  const packed = await run("npm", ["pack", "./packages/signing/dist", "--json", "--pack-destination", home], {
    cwd: ROOT,
    maxBuffer: 8 << 20,
  });
  const [told] = Object.values<{ filename: string; files: { path: string }[] }>(JSON.parse(packed.stdout));
  if (!told) throw new Error("npm pack told of no package.");
  const tarball = join(home, told.filename);
  return {
    tarball,
    files: told.files.map(({ path }) => path),
    install: async (name, files) => {
      const folder = join(home, name);
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }
      await run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], { cwd: folder });
      return folder;
    },
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  };
};

/** What a program of Node prints, as lines. */
export const printed = async (folder: string, script: string): Promise<string[]> => {
  const { stdout } = await run(process.execPath, [script], { cwd: folder });
  return stdout.trimEnd().split("\n");
};

/** What a compiler finds wrong in a project, a line for each fault. */
export const typeErrors = async (folder: string, compiler: string): Promise<string> => {
  const { stdout } = await run(join(ROOT, compiler), ["-p", folder]).catch(
    (error: { stdout: string }) => error,
  );
  return stdout;
};

/** The README's examples in one language, with what their comments say they print. */
export const readmeExamples = async (
  language: "ts" | "js",
): Promise<{ code: string; prints: string[] }[]> => {
  const readme = await readFile(join(ROOT, "packages/signing/README.md"), "utf8");
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(
    ([, code = ""]) => ({
      code,
      prints: [...code.matchAll(/\/\/ prints: (.*)$/gm)].map(([, text = ""]) => text),
    }),
  );
};
