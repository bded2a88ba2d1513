import { spawnSync } from "node:child_process";
import { glob, stat } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../kept/kept.ts";

const SOURCES = [
  "packages/portal/{src,public,scripts}/**",
  "packages/portal/{index.html,vite.config.ts}",
  // Its help is made of them.
  "{README.md,docs/*.md}",
  "packages/signing/src/**",
];

/** Tests look at the portal as `npm ci` has built it: once its sources are newer, it is built again first. */
export const setup = async (): Promise<void> => {
  // Asked of git once, not by each Latchkey that a test starts.
  process.env["LATCHKEY_COMMIT"] ??= "abc1234";
  // What Node compiles of programs that tests start, such as the command line from its sources, each compiles again otherwise.
  process.env["NODE_COMPILE_CACHE"] ??= join(ROOT, "node_modules/.cache/latchkey/compiled-by-node");
  const built = await stat(join(ROOT, "packages/portal/dist/index.html")).catch(() => undefined);
  if (built && built.mtimeMs >= (await newestSource())) return;
  console.log("The portal is built, because its sources are newer.");
  const { status } = spawnSync("npm", ["run", "build", "--workspace", "packages/portal"], {
    cwd: ROOT,
    // Vitest's own NODE_ENV would build React for development, which is larger than what people load.
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error("The portal could not be built: npm run build -w packages/portal");
};

const newestSource = async (): Promise<number> => {
  let newest = 0;
  for await (const path of glob(SOURCES, { cwd: ROOT, exclude: (name) => /\.(?:test|gen)\./.test(name) }))
    newest = Math.max(newest, (await stat(join(ROOT, path))).mtimeMs);
  return newest;
};
