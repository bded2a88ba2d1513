import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Milliseconds of CPU that importing the authorizer's bundle may cost. */
const BUDGET_MS = 70;
const ROUNDS = 15;

const AUTHORIZER = fileURLToPath(
  new URL("../packages/functions/src/authorizer/authorizer-lambda.ts", import.meta.url),
);
const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** What is measured: the bundle itself, with what is loaded lazily in files of its own, and what it is made of. */
const ENTRIES: readonly (readonly [name: string, source: string])[] = [
  ["nothing", "export {};"],
  ["authorizer", `export { handler } from ${JSON.stringify(AUTHORIZER)};`],
  [
    "  the clients of DynamoDB and Secrets Manager alone",
    'import { DynamoDBClient, BatchGetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb"; import { SecretsManagerClient, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager"; globalThis.kept = [DynamoDBClient, BatchGetItemCommand, UpdateItemCommand, SecretsManagerClient, GetSecretValueCommand];',
  ],
  ["  zod/mini alone", 'import * as z from "zod/mini"; globalThis.kept = z.object({ a: z.string() });'],
  [
    "  jose alone (loaded only for people)",
    'import { jwtVerify, createRemoteJWKSet } from "jose"; globalThis.kept = [jwtVerify, createRemoteJWKSet];',
  ],
  [
    "  undici alone (no longer part of it)",
    'import { request, Agent } from "undici"; globalThis.kept = [request, Agent];',
  ],
];

const folder = mkdtempSync(join(tmpdir(), "latchkey-cold-"));

/** In a process of its own, as a new Lambda environment does it. */
const importOnce = (path: string): number => {
  const program = `const start = process.cpuUsage(); await import(${JSON.stringify(path)}); const { user, system } = process.cpuUsage(start); console.log((user + system) / 1000); process.exit(0);`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" }));
};

try {
  console.log(
    `${"import of the bundle".padEnd(56)}${"KB".padStart(8)}${"CPU ms, best".padStart(16)}${"median".padStart(10)}`,
  );
  let kept = true;
  for (const [name, contents] of ENTRIES) {
    const outdir = join(folder, name.trim().replace(/\W+/g, "-"));
    // As the deployed functions are built: minified modules, with `require` for what is still CommonJS.
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: ROOT, loader: "ts" },
      bundle: true,
      minify: true,
      write: false,
      outdir,
      splitting: name.endsWith("split"),
      outExtension: { ".js": ".mjs" },
      platform: "node",
      format: "esm",
      target: "node24",
      mainFields: ["module", "main"],
      banner: {
        js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
      },
      logLevel: "error",
    });
    mkdirSync(outdir, { recursive: true });
    for (const { path, contents: code } of outputFiles) writeFileSync(path, code);
    const path = join(outdir, "stdin.mjs");
    const size = outputFiles.reduce((sum, { contents: code }) => sum + code.length, 0);
    const times = Array.from({ length: ROUNDS }, () => importOnce(path)).sort((one, other) => one - other);
    const [best = Number.NaN, median = Number.NaN] = [times[0], times[Math.floor(ROUNDS / 2)]];
    if (name === "authorizer" && best > BUDGET_MS) kept = false;
    console.log(
      `${name.padEnd(56)}${(size / 1024).toFixed(0).padStart(8)}${best.toFixed(1).padStart(16)}${median.toFixed(1).padStart(10)}`,
    );
  }
  console.log(kept ? `\nWithin the budget of ${BUDGET_MS} ms.` : `\nAbove the budget of ${BUDGET_MS} ms.`);
  process.exitCode = kept ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
