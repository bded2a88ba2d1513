import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { PLATFORM, ROOT } from "../platform/install-platform.ts";

interface BundleOptions {
  source: string;
  define?: Record<string, string>;
  inject?: string[];
  /** Put in front of every file of the project: what SST's globals are. */
  globals: string;
}

const REQUIRE = [
  `import { createRequire as __createRequire } from "node:module";`,
  "const require = __createRequire(import.meta.url);",
  `import { fileURLToPath as __fileURLToPath } from "node:url";`,
  "const __filename = __fileURLToPath(import.meta.url);",
  `const __dirname = __fileURLToPath(new URL(".", import.meta.url));`,
].join("");

/**
 * Bundles a program of SST as its own builder does (SST 4.17.1, `pkg/js`): the providers stay outside, so that the
 * bundle and the mocks meet in one instance of Pulumi. Answers the text of the module.
 */
export const bundleProgram = async ({
  source,
  define = {},
  inject = [],
  globals,
}: BundleOptions): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: ROOT, sourcefile: "evaluate.ts", loader: "ts" },
    write: false,
    bundle: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    logLevel: "error",
    nodePaths: [join(PLATFORM, "node_modules")],
    define,
    inject,
    external: [
      "@pulumi/*",
      "undici",
      "@pulumiverse/*",
      "@sst-provider/*",
      "@aws-sdk/*",
      "esbuild",
      "archiver",
      "glob",
      "vite",
    ],
    banner: { js: REQUIRE },
    plugins: [
      {
        name: "globals",
        setup: ({ onLoad }) =>
          onLoad({ filter: /\.(?:js|ts|jsx|tsx)$/ }, ({ path }) => ({
            contents: `${path.includes("/.sst/") ? "" : `${globals}\n`}${readFileSync(path, "utf8")}`,
            loader: "default",
          })),
      },
    ],
  });
  return outputFiles[0]?.text ?? "";
};
