import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The npm packages in a Lambda's bundle of these files. */
const packagesIn = async (...entries: string[]): Promise<Set<string>> => {
  const { metafile } = await build({
    stdin: {
      contents: entries.map((entry) => `export * from ${JSON.stringify(file(entry))};`).join("\n"),
      resolveDir: file("."),
    },
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "esm",
    target: "node24",
    logLevel: "silent",
  });
  const names = Object.keys(metafile.inputs).flatMap((input) => {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    return name ? [name] : [];
  });
  return new Set(names);
};

describe("What the authorizer bundles", () => {
  it("holds the clients of DynamoDB and Secrets Manager, and none that only others need", async () => {
    const names = await packagesIn(
      "./authorizer-table.ts",
      "../key-ring/key-rings.ts",
      "../dynamo/dynamo-client.ts",
    );
    expect([...names].filter((name) => /^@aws-sdk\/(client|lib)-/.test(name)).sort()).toEqual([
      "@aws-sdk/client-dynamodb",
      "@aws-sdk/client-secrets-manager",
    ]);
    expect(names).not.toContain("nodemailer");
  });
});
