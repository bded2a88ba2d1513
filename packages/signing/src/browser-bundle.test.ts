import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const SIGN_ENTRIES = [
  "api-key/api-key-format.ts",
  "access-key/access-key-format.ts",
  "basic/encode-basic.ts",
  "jwt/sign-jwt.ts",
  "jwt/jwt-signing-key.ts",
  "aws4/sign-aws4.ts",
  "aws4/presign-aws4.ts",
  "gateway-hmac/sign-gateway-hmac.ts",
  "rfc9421/sign-rfc9421.ts",
  "apisix-signature/sign-apisix-signature.ts",
];

const bundle = (entry: string) =>
  build({
    entryPoints: [`${import.meta.dirname}/${entry}`],
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: "esm",
    platform: "browser",
    logLevel: "silent",
  });

describe("what signs", () => {
  it.each(SIGN_ENTRIES)("is bundled for browsers without anything of Node: %s", async (entry) => {
    const { outputFiles, metafile } = await bundle(entry);
    expect(
      Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external)),
    ).toEqual([]);
    const [output] = outputFiles;
    expect(output?.text).not.toMatch(/node:|\bBuffer\b|\brequire\b|\bprocess\b/);
    expect(output?.contents.length).toBeLessThan(8_192);
  });

  it("is told apart from what verifies, which is Node's", async () => {
    await expect(bundle("aws4/verify-aws4.ts")).rejects.toThrow(/node:crypto/);
  });
});
