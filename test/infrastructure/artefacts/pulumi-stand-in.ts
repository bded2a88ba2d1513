import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { createMocks } from "../graph/mocks.ts";
import { PLATFORM } from "../platform/install-platform.ts";

/*
 * Replaces Pulumi's program for SST, which npm does not have: runs the program that SST has bundled, under mocks, so that
 * SST's own builder makes every function's bundle. It writes no events, so SST says "Interrupted".
 */

const [command = "", ...rest] = process.argv.slice(2);

if (command === "stack") {
  // `stack init organization/latchkey/NAME`
  const stack = rest.at(-1)?.replace(/^organization\//, "") ?? "";
  const file = join(".pulumi/stacks", `${stack}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ version: 3, checkpoint: { stack, latest: { resources: [] } } }));
} else {
  const [, main = ""] = /^main: (.+)$/m.exec(readFileSync("Pulumi.yaml", "utf8")) ?? [];
  const [stack = ""] = readdirSync(".pulumi/stacks/latchkey");
  const region =
    rest.flatMap((argument) => /^(?:--config=)?aws:region=(.+)$/.exec(argument)?.[1] ?? [])[0] ?? "";
  const { runtime } = createRequire(join(PLATFORM, "package.json"))("@pulumi/pulumi");
  await runtime.setMocks(createMocks(region, []), "latchkey", stack.replace(/\.json$/, ""), false);
  runtime.setAllConfig({ "aws:region": region });
  await runtime.runInPulumiStack(() => import(pathToFileURL(main).href));
  await runtime.disconnect();
}
process.exit(0);
