import { builtinModules } from "node:module";
import { describe, expect, it } from "vitest";
import { dependenciesOf, importsOf, isForTests, packageOf, type SourceFile, sources } from "./sources.ts";

/** The table of packages: what each may import of ours. */
const ARROWS = {
  signing: [],
  core: ["signing"],
  // Its own requests to AWS are signed as those of consumers are.
  aws: ["core", "signing"],
  functions: ["core", "aws", "signing"],
  // It knows a stage by HTTP alone.
  client: [],
  // What signs in a browser, and the types of the API.
  portal: ["signing", "client"],
  local: ["functions", "aws"],
  // So does the command line, by the client.
  cli: ["signing", "client"],
} as const satisfies Record<string, readonly string[]>;
type PackageName = keyof typeof ARROWS;
const packages = Object.keys(ARROWS) as PackageName[];

const ofPackage = (name: PackageName) => sources(`packages/${name}/src/**/*.{ts,tsx}`);
const isOurs = (name: string) => name.startsWith("@latchkey/");
const isRelative = (name: string) => name.startsWith(".");
const isBuiltIn = (name: string) => name.startsWith("node:") || builtinModules.includes(name);
/** What a package names otherwise in its own `imports`. */
const isNamed = (name: string) => name.startsWith("#");
const isNpm = (name: string) => !isOurs(name) && !isRelative(name) && !isBuiltIn(name) && !isNamed(name);

/** `path: import` for each import that is not allowed. */
const offences = (files: readonly SourceFile[], isAllowed: (name: string, file: SourceFile) => boolean) =>
  files.flatMap((file) =>
    file.imports.filter((name) => !isAllowed(name, file)).map((name) => `${file.path}: ${name}`),
  );

it("imports are found in every form in which they can be written", () => {
  const text = `import "a";\nimport b from "b";\nimport {\n  type C,\n  d,\n} from "c";\nexport * from "d";\nexport { e } from 'e';\nconst f = await import("f");\nimport type { G } from "g"; // from "no"`;
  expect(importsOf(text)).toEqual(["a", "b", "c", "d", "e", "g", "f"]);
});

describe.each(packages)("packages/%s", (name) => {
  const allowed: readonly string[] = ARROWS[name];

  it("has sources", async () => {
    expect((await ofPackage(name)).length).toBeGreaterThan(5);
  });

  it("imports of ours only what the table of packages allows", async () => {
    const may = (each: string) =>
      !isOurs(each) || allowed.some((other) => each.startsWith(`@latchkey/${other}/`));
    expect(offences(await ofPackage(name), may)).toEqual([]);
  });

  it("reaches into no other package by a path", async () => {
    const depthOf = ({ path }: SourceFile) => path.split("/").length - 4;
    const stays = (each: string, file: SourceFile) =>
      !isRelative(each) || each.split("/").filter((part) => part === "..").length <= depthOf(file);
    const files = (await ofPackage(name)).filter((file) => !isForTests(file));
    expect(offences(files, stays)).toEqual([]);
  });

  it("names what it is made of: nothing but declared dependencies", async () => {
    const declared = await dependenciesOf(name);
    const files = (await ofPackage(name)).filter((file) => !isForTests(file));
    const may = (each: string) => !isNpm(each) || declared.has(packageOf(each)) || each === "aws-lambda";
    // The portal is built before it is delivered: what it is made of is declared as for development.
    if (name !== "portal") expect(offences(files, may)).toEqual([]);
  });

  it("names its own files with their ending, and what Node brings with its prefix", async () => {
    const isClear = (each: string) =>
      isRelative(each)
        ? /\.(?:tsx?|css|json|svg)$/.test(each.split("?", 1)[0] ?? "")
        : each.startsWith("node:") || !builtinModules.includes(each);
    expect(offences(await ofPackage(name), isClear)).toEqual([]);
  });
});

describe("what comes from npm", () => {
  const notForTests = async (name: PackageName) =>
    (await ofPackage(name)).filter((file) => !isForTests(file));

  it("is nothing at all in signing", async () => {
    expect(offences(await notForTests("signing"), (each) => !isNpm(each))).toEqual([]);
  });

  it("is zod, jose, what reads hashes of bcrypt, and the table of special addresses in core", async () => {
    const may = (each: string) =>
      !isNpm(each) || ["zod", "jose", "bcryptjs", "ipaddr.js"].includes(packageOf(each));
    expect(offences(await notForTests("core"), may)).toEqual([]);
  });

  it("is AWS's only in packages/aws, and on one machine for what stands in for AWS", async () => {
    for (const name of ["signing", "client", "core", "functions", "portal", "cli"] as const)
      expect(
        offences(
          await ofPackage(name),
          (each) => !/^@(?:aws-sdk|smithy)\//.test(each) || isInTestOf(name, each),
        ),
      ).toEqual([]);
    const signers = (await notForTests("functions")).flatMap(({ imports }) => imports.filter(isSigner));
    expect(signers).toEqual([]);
  });

  /** What signs is tested against AWS's own signer. */
  const isInTestOf = (name: PackageName, each: string) =>
    name === "signing" || (name === "functions" && isSigner(each));
  const isSigner = (each: string) => /^@smithy\/(?:signature-v4|protocol-http)$/.test(each);
});

describe("infra", () => {
  /**
   * Beside the route table, what must be said once: rules, filters, the table's shape, the names of the key rings, what
   * names are made of, what may be granted to teams, which version this is.
   */
  const DECLARATIONS = [
    /^@latchkey\/functions\/routes\//,
    /^@latchkey\/functions\/[a-z-]+\/[a-z-]+-(?:rule|filters?)$/,
    /^@latchkey\/aws\/dynamo\/table-definition$/,
    /^@latchkey\/core\/key-ring\/(?:new-)?key-ring$/,
    /^@latchkey\/core\/name-pattern$/,
    /^@latchkey\/core\/stage\/(?:brand|github-keys|iam-upstream|key-prefix|reach)$/,
    /^@latchkey\/functions\/composition\/program-version$/,
  ];

  it("imports of ours only what is declared once for all", async () => {
    const may = (each: string) => !isOurs(each) || DECLARATIONS.some((declared) => declared.test(each));
    expect(offences(await sources("infra/**/*.ts"), may)).toEqual([]);
  });

  it("loads the packages of SST's platform when it runs: `sst install` reads the program before they are there", async () => {
    const texts = await sources("infra/**/*.ts", "sst.config.ts");
    const early = texts.filter(({ text }) => /^import (?!type\b).*["']@pulumi\//m.test(text));
    expect(early.map(({ path }) => path)).toEqual([]);
  });
});

describe("every source", () => {
  const all = () => sources("packages/*/src/**/*.{ts,tsx}", "infra/**/*.ts");

  it("has at most 200 lines, the tests' too", async () => {
    const files = [...(await all()), ...(await sources("test/**/*.ts", "bench/**/*.ts"))];
    const long = files.filter(({ path, lines }) => lines > 200 && !path.endsWith(".gen.ts"));
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it("exports what it holds itself: there are no barrels", async () => {
    const barrels = (await all()).filter(({ text }) =>
      /^\s*export\s+(?:type\s+)?(?:\*|\{[^}]*\})[^;]*?\bfrom\s*["']/m.test(text),
    );
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });

  it("stands in a folder with a name that says something, in a file named in small letters", async () => {
    const nameless = (await all()).filter(({ path }) =>
      /\/(?:utils?|helpers?|common|types|shared|misc|lib)\//.test(path),
    );
    expect(nameless.map(({ path }) => path)).toEqual([]);
    const odd = (await all()).filter(({ path }) => !/\/[a-z0-9]+(?:[-.][a-z0-9]+)*\.tsx?$/.test(path));
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  it("leaves nothing for later, switches no check off, and skips no test", async () => {
    const files = await sources("packages/*/src/**/*.{ts,tsx}", "infra/**/*.ts", "test/**/*.ts");
    const here = "test/architecture/";
    const lazy = files.filter(
      ({ path, text }) =>
        !path.startsWith(here) &&
        /\b(?:TODO|FIXME|XXX)\b|@ts-(?:ignore|nocheck|expect-error)|\bas unknown as\b|\b(?:it|test|describe)\.(?:skip|only|todo)\b/.test(
          text,
        ),
    );
    expect(lazy.map(({ path }) => path)).toEqual([]);
  });
});
