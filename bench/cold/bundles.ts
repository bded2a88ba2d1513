import { basename, join } from "node:path";
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
  /** Of what is read when it is imported. */
  kilobytes: number;
}

const BANNER = [
  'import { createRequire as topLevelCreateRequire } from "module";',
  "const require = topLevelCreateRequire(import.meta.url);",
  'import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url";',
  "const __filename = topLevelFileUrlToPath(import.meta.url);",
  'const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url));',
].join("\n");

/** As SST 4.17 builds the deployed functions: minified modules with its lines at the front. */
export const bundle = async (entry: Entry, folder: string): Promise<Bundle> => {
  const outdir = join(folder, entry);
  const { metafile } = await build({
    stdin: { contents: SOURCES[entry], resolveDir: ROOT, sourcefile: "bundle.ts", loader: "ts" },
    bundle: true,
    minify: true,
    ...(entry === "clients" ? { keepNames: true } : CALL_BUNDLE),
    ...(entry === "authorizer" ? { splitting: true } : {}),
    outdir,
    outExtension: { ".js": ".mjs" },
    metafile: true,
    platform: "node",
    format: "esm",
    target: "esnext",
    mainFields: ["module", "main"],
    banner: { js: BANNER },
    logLevel: "error",
  });
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const [name, first] = [...outputs].find(([, { entryPoint }]) => entryPoint?.endsWith("bundle.ts")) ?? [];
  if (name === undefined || first === undefined) throw new Error("A bundle begins with one file.");
  const others = first.imports.filter(({ kind }) => kind === "import-statement");
  const bytes = others.reduce(
    (sum, { path }) => sum + (outputs.get(basename(path))?.bytes ?? 0),
    first.bytes,
  );
  return { entry, path: join(outdir, name), kilobytes: bytes / 1024 };
};
