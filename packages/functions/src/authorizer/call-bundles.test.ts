import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";
import { describe, expect, it } from "vitest";
import { CALL_BUNDLE } from "../../../../infra/call-bundle.ts";

type Output = Metafile["outputs"][string];

interface Loaded {
  files: number;
  packages: string[];
  kilobytes: number;
  builtins: string[];
}

const packagesOf = ({ inputs }: Output): string[] =>
  Object.entries(inputs).flatMap(([input, { bytesInOutput }]) => {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    return name && bytesInOutput > 0 ? [name] : [];
  });

const loadedOf = (outputs: readonly Output[]): Loaded => ({
  files: outputs.length,
  packages: [...new Set(outputs.flatMap(packagesOf))].sort(),
  kilobytes: outputs.reduce((sum, { bytes }) => sum + bytes, 0) / 1024,
  builtins: outputs.flatMap(({ imports }) =>
    imports.filter(({ external }) => external).map(({ path }) => path),
  ),
});

/** A Lambda's bundle, minified as it is deployed: what its import reads, and what a call of another kind reads besides. */
const bundleOf = async (entry: string): Promise<{ first: Loaded; later: Loaded }> => {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    minify: true,
    splitting: true,
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
  const { outputs } = metafile;
  const reached = new Set<Output>();
  const reach = (output: Output | undefined): void => {
    if (output === undefined || reached.has(output)) return;
    reached.add(output);
    for (const { kind, path } of output.imports) if (kind === "import-statement") reach(outputs[path]);
  };
  reach(Object.values(outputs).find(({ entryPoint }) => entryPoint?.endsWith("-lambda.ts")));
  const all = Object.values(outputs);
  return {
    first: loadedOf([...reached]),
    later: loadedOf(all.filter((output) => !reached.has(output))),
  };
};

/**
 * What a new instance reads before its first call, and how much of it: each package here costs every cold start. A hundred
 * kilobytes cost 6 ms to parse, a file more than 1.
 */
const BUDGETS = {
  "./authorizer-lambda.ts": {
    most: 112,
    files: 2,
    packages: ["@aws-sdk/util-dynamodb"],
    later: { files: 1, packages: ["bcryptjs", "ipaddr.js", "jose"] },
  },
  "../gateway/gateway-lambda.ts": {
    most: 172,
    files: 1,
    packages: ["@aws-sdk/util-dynamodb", "ipaddr.js"],
    later: { files: 0, packages: [] },
  },
};

describe.each(Object.entries(BUDGETS))("The bundle of %s", (entry, { most, files, packages, later }) => {
  it(`reads none of the SDK's clients, no package but those named, and at most ${most} KB`, async () => {
    const bundle = await bundleOf(entry);
    expect(bundle.first).toMatchObject({ files, packages });
    expect(bundle.first.kilobytes).toBeLessThanOrEqual(most);
    // As an import each of its exports would be evaluated: 25 ms (aws/node-http).
    expect(bundle.first.builtins).not.toContain("node:http");
    expect(bundle.later).toMatchObject(later);
  });
});
