import { installPlatform } from "./install-platform.ts";

const started = performance.now();
const platform = await installPlatform();
if (platform.installed)
  console.log(`SST's platform is installed (${((performance.now() - started) / 1000).toFixed(1)} s).`);
else {
  console.error(platform.reason);
  process.exitCode = 1;
}
