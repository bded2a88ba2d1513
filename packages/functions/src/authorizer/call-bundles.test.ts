import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { CALL_BUNDLE } from "../../../../infra/call-bundle.ts";

/** A Lambda's bundle, minified as it is deployed. */
const bundleOf = async (
  entry: string,
): Promise<{ packages: string[]; kilobytes: number; builtins: string[] }> => {
  const { metafile, outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    outdir: "out",
    metafile: true,
    platform: "node",
    format: "esm",
    target: "node24",
    mainFields: ["module", "main"],
    ...CALL_BUNDLE,
    logLevel: "silent",
  });
  const outputs = Object.values(metafile.outputs);
  const packages = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([input, { bytesInOutput }]) => {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
      return name && bytesInOutput > 0 ? [name] : [];
    }),
  );
  const builtins = outputs.flatMap(({ imports }) =>
    imports.filter(({ external }) => external).map(({ path }) => path),
  );
  const bytes = outputFiles.reduce((sum, { contents }) => sum + contents.length, 0);
  return { packages: [...new Set(packages)].sort(), kilobytes: bytes / 1024, builtins };
};

/**
 * What a new instance loads before its first call, and how much of it: each package here costs every cold start. A hundred
 * kilobytes cost 4 ms to parse.
 */
const BUDGETS = {
  "./authorizer-lambda.ts": {
    most: 204,
    packages: ["@aws-sdk/util-dynamodb", "bcryptjs", "ipaddr.js", "jose"],
  },
  "../gateway/gateway-lambda.ts": {
    most: 172,
    packages: ["@aws-sdk/util-dynamodb", "ipaddr.js"],
  },
};

describe.each(Object.entries(BUDGETS))("The bundle of %s", (entry, { most, packages }) => {
  it(`holds none of the SDK's clients, no package but those named, and at most ${most} KB`, async () => {
    const bundle = await bundleOf(entry);
    expect(bundle.packages).toEqual(packages);
    expect(bundle.kilobytes).toBeLessThanOrEqual(most);
    // As an import each of its exports would be evaluated: 25 ms (aws/node-http).
    expect(bundle.builtins).not.toContain("node:http");
  });
});
