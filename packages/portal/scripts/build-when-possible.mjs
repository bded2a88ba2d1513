// Runs on `npm ci`. Where the tools to build with are absent (`--omit=dev`), the install of the others goes on.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

try {
  createRequire(import.meta.url).resolve("vite/package.json");
} catch {
  console.log("The portal is not built: its development dependencies are not installed.");
  process.exit(0);
}
const built = spawnSync("npm", ["run", "build", "--workspace", "packages/portal"], {
  stdio: "inherit",
  shell: false,
});
process.exit(built.status ?? 1);
