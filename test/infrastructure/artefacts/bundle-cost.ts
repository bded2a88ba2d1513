import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** `awslambda` is there on Lambda before a bundle is loaded. */
const MEASURE = `
  globalThis.awslambda = { streamifyResponse: (handler) => handler };
  const before = process.cpuUsage();
  await import(process.argv[1]);
  const { user, system } = process.cpuUsage(before);
  console.log((user + system) / 1000);
  process.exit(0);`;

/** CPU milliseconds that loading a bundle takes in a fresh process: the best of three, as other work only adds. */
export const coldImportMs = (directory: string): number => {
  const bundle = pathToFileURL(join(directory, "bundle.mjs")).href;
  const once = () =>
    Number(
      execFileSync(process.execPath, ["--input-type=module", "-e", MEASURE, bundle], {
        encoding: "utf8",
        env: { LATCHKEY_TABLE: "none", AWS_REGION: "eu-central-1" },
      }),
    );
  return Math.min(once(), once(), once());
};
