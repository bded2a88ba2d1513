import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PUBLIC_EXPORTS } from "../../packages/signing/scripts/public-exports.ts";
import { type PackedPackage, packSigning, printed, readmeExamples, typeErrors } from "./packed-package.ts";

const COMPILERS = ["node_modules/.bin/tsc", "packages/portal/node_modules/.bin/tsc"] as const;
const TYPES = new URL("../../node_modules/@types", import.meta.url).pathname;

const manifest = (type: "module" | "commonjs") => JSON.stringify({ name: "fresh", private: true, type });
const config = (options: object, include = ["*.ts"]) =>
  JSON.stringify({
    include,
    compilerOptions: {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      target: "es2023",
      typeRoots: [TYPES],
      types: ["node"],
      ...options,
    },
  });

const [modules, scripts] = await Promise.all([readmeExamples("ts"), readmeExamples("js")]);
const everyImport = PUBLIC_EXPORTS.map(
  (path, at) => `import * as each${at} from "@latchkey/signing/${path}";`,
);
const INTERNAL = 'import { toHex } from "@latchkey/signing/web-crypto";\nconsole.log(toHex);';
const everyName = `console.log([${PUBLIC_EXPORTS.map((_, at) => `...Object.keys(each${at})`)}].sort().join(" "));`;
const everyRequire = PUBLIC_EXPORTS.map(
  (path, at) => `const each${at} = require("@latchkey/signing/${path}");`,
);
const numbered = (examples: readonly { code: string }[], ending: string) =>
  Object.fromEntries(examples.map(({ code }, at) => [`readme-${at}.${ending}`, code]));

let packed: PackedPackage;
let esm: string;
let cjs: string;

beforeAll(async () => {
  packed = await packSigning();
  esm = await packed.install("esm", {
    "package.json": manifest("module"),
    "every.ts": [...everyImport, everyName].join("\n"),
    "internal.ts": INTERNAL,
    ...numbered(modules, "ts"),
    "node16/tsconfig.json": config({ module: "node16" }, ["../*.ts"]),
    "browser/tsconfig.json": config({ module: "esnext", moduleResolution: "bundler", types: [] }, [
      "../readme-1.ts",
    ]),
    "bundler/tsconfig.json": config({ module: "esnext", moduleResolution: "bundler" }, ["../*.ts"]),
  });
  cjs = await packed.install("cjs", {
    "package.json": manifest("commonjs"),
    "every.js": [...everyRequire, everyName].join("\n"),
    "internal.js": 'require("@latchkey/signing/web-crypto");',
    "internal.ts": INTERNAL,
    "every.ts": [...everyImport, everyName].join("\n"),
    ...numbered(scripts, "js"),
    "tsconfig.json": config({ module: "node16", allowJs: true, checkJs: true, noImplicitAny: false }, [
      "every.ts",
      "internal.ts",
      "readme-*.js",
    ]),
  });
});
afterAll(() => packed[Symbol.asyncDispose]());

describe("the tarball of packages/signing", () => {
  it("holds licence, README and sources for the maps, and no test", async () => {
    expect(packed.files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json"]));
    expect(packed.files.filter((path) => /\.test\.|fixture|tsconfig/.test(path))).toEqual([]);
    const home = join(esm, "node_modules/@latchkey/signing");
    const maps = packed.files.filter((path) => path.endsWith(".d.ts.map"));
    expect(maps.length).toBeGreaterThan(100);
    for (const map of maps) {
      const { sources } = JSON.parse(await readFile(join(home, map), "utf8"));
      expect(packed.files).toContain(join(dirname(map), sources[0]));
    }
  });

  it("names no type in its declarations that is not exported, so that others can write declarations of theirs", async () => {
    const home = join(esm, "node_modules/@latchkey/signing/esm");
    const hidden = await Promise.all(
      PUBLIC_EXPORTS.map(async (path) => {
        const types = await readFile(join(home, `${path}.d.ts`), "utf8");
        return [...types.matchAll(/from "(\.[^"]+)\.js"/g)]
          .map(([, name = ""]) => join(dirname(path), name))
          .filter((name) => !PUBLIC_EXPORTS.some((each) => each === name));
      }),
    );
    expect(hidden.flat()).toEqual([]);
  });

  it("needs no other package", async () => {
    const home = join(esm, "node_modules/@latchkey/signing/package.json");
    expect(JSON.parse(await readFile(home, "utf8"))).not.toHaveProperty("dependencies");
  });
});

describe("once it is installed", () => {
  it.each([
    ["a module", () => printed(esm, "internal.ts")],
    ["a script of CommonJS", () => printed(cjs, "internal.js")],
  ])("%s cannot reach what it does not export", async (_, reach) => {
    await expect(reach()).rejects.toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("exports the same to both kinds of modules", async () => {
    const names = await printed(esm, "every.ts");
    expect(names[0]?.split(" ")).toEqual(expect.arrayContaining(["signAws4", "verifyAws4", "verifyJwt"]));
    expect(await printed(cjs, "every.js")).toEqual(names);
  });

  it("runs each module of the README", async () => {
    expect(modules).toHaveLength(2);
    for (const [at, { prints }] of modules.entries())
      expect(await printed(esm, `readme-${at}.ts`)).toEqual(prints);
  });

  it("runs each script of the README", async () => {
    expect(scripts).toHaveLength(1);
    for (const [at, { prints }] of scripts.entries())
      expect(await printed(cjs, `readme-${at}.js`)).toEqual(prints);
  });

  it("has types for signing in browsers, where there are none of Node's", async () => {
    expect(modules[1]?.code).toContain("signRfc9421");
    expect(await typeErrors(join(esm, "browser"), COMPILERS[0])).toBe("");
  });

  it.each(COMPILERS)("has types for what it exports and nothing else, for %s", async (compiler) => {
    for (const folder of [cjs, join(esm, "node16"), join(esm, "bundler")])
      expect(await typeErrors(folder, compiler)).toMatch(
        /^\S*internal\.ts\(1,\d+\): error TS2307: [^\n]*\n$/,
      );
  });
});
