import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { CALL_BUNDLE } from "../../infra/call-bundle.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const lambda = (path: string): string =>
  JSON.stringify(fileURLToPath(new URL(`../../packages/functions/src/${path}-lambda.ts`, import.meta.url)));

export type Entry = "nothing" | "clients" | "authorizer" | "gateway";

/** What is imported: the Lambdas themselves, and what they are compared with. */
const SOURCES: Record<Entry, string> = {
  nothing: "export {};",
  clients:
    'import { DynamoDBClient, BatchGetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb"; import { SecretsManagerClient, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager"; globalThis.kept = [DynamoDBClient, BatchGetItemCommand, UpdateItemCommand, SecretsManagerClient, GetSecretValueCommand];',
  authorizer: `export { handler } from ${lambda("authorizer/authorizer")};`,
  gateway: `export { handler } from ${lambda("gateway/gateway")};`,
};

export interface Bundle {
  entry: Entry;
  path: string;
  kilobytes: number;
}

const BANNER = [
  'import { createRequire as topLevelCreateRequire } from "module";',
  "const require = topLevelCreateRequire(import.meta.url);",
  'import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url";',
  "const __filename = topLevelFileUrlToPath(import.meta.url);",
  'const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url));',
].join("\n");

/** As SST 4.17 builds the deployed functions: one minified module with its lines at the front. */
export const bundle = async (entry: Entry, folder: string): Promise<Bundle> => {
  const { outputFiles } = await build({
    stdin: { contents: SOURCES[entry], resolveDir: ROOT, loader: "ts" },
    bundle: true,
    minify: true,
    ...(entry === "clients" ? { keepNames: true } : CALL_BUNDLE),
    write: false,
    platform: "node",
    format: "esm",
    target: "esnext",
    mainFields: ["module", "main"],
    banner: { js: BANNER },
    logLevel: "error",
  });
  const [output] = outputFiles;
  if (!output) throw new Error("A bundle is one file.");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${entry}.mjs`);
  writeFileSync(path, output.contents);
  return { entry, path, kilobytes: output.contents.length / 1024 };
};
