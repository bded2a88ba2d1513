import { glob, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import * as z from "zod/mini";
import { valuesFor } from "./schema-values.fixture.ts";

interface Reads {
  safeParse(value: unknown): { success: boolean; data?: unknown };
}
type Module = Record<string, unknown>;

const PACKAGES = fileURLToPath(new URL("../../..", import.meta.url));
let modules: { path: string; full: Module; lean: Module }[];

const read = ({ safeParse }: Reads, value: unknown): unknown => {
  try {
    const { success, data } = safeParse(value);
    return success ? { data } : "does not fit";
  } catch {
    // Settings that are no JSON throw, where nothing before them is wrong.
    return "does not fit";
  }
};

/** Each module that describes values by `#schema`, as it is and as the bundles of a call have it. */
beforeAll(async () => {
  const paths: string[] = [];
  for await (const path of glob("{core,aws,functions}/src/**/*.ts", { cwd: PACKAGES }))
    if (!path.includes(".test.") && /from "#schema"/.test(await readFile(join(PACKAGES, path), "utf8")))
      paths.push(path);
  const folder = await mkdtemp(join(tmpdir(), "latchkey-schemas-"));
  const outfile = join(folder, "lean.mjs");
  await build({
    stdin: {
      contents: paths.map((path, index) => `export * as m${index} from "./${path}";`).join("\n"),
      resolveDir: PACKAGES,
    },
    bundle: true,
    platform: "node",
    format: "esm",
    mainFields: ["module", "main"],
    conditions: ["module", "latchkey-call"],
    logLevel: "error",
    outfile,
  });
  const lean: Record<string, Module> = await import(outfile);
  await rm(folder, { recursive: true });
  modules = await Promise.all(
    paths.map(async (path, index) => ({
      path,
      full: await import(join(PACKAGES, path)),
      lean: lean[`m${index}`] ?? {},
    })),
  );
});

const isSchema = (value: unknown): value is z.core.$ZodType & Reads =>
  value instanceof z.core.$ZodType && "safeParse" in value;

/** What a module exports as a schema, itself or as a plugin's. */
const schemasOf = ({ path, full, lean }: (typeof modules)[number]) =>
  Object.entries(full).flatMap(([name, value]) => {
    const member = (from: unknown) => (isSchema(value) ? from : Object(from).schema);
    const schema = member(value);
    return isSchema(schema) ? [{ name: `${path}: ${name}`, schema, lean: member(lean[name]) as Reads }] : [];
  });

it("what the Lambdas of a call read with fits, and comes out, as zod reads it", () => {
  const all = modules.flatMap(schemasOf);
  expect(all.length).toBeGreaterThan(60);
  const never: string[] = [];
  for (const { name, schema, lean } of all) {
    let [fitted, refused] = [0, 0];
    const values = fc.sample(valuesFor(schema), { numRuns: 300, seed: 1 });
    for (const value of values) {
      const expected = read({ safeParse: (given) => schema.safeParse(given) }, value);
      expect({ name, value, read: read({ safeParse: (given) => lean.safeParse(given) }, value) }).toEqual({
        name,
        value,
        read: expected,
      });
      if (expected === "does not fit") refused += 1;
      else fitted += 1;
    }
    if (fitted === 0 || refused === 0) never.push(name);
  }
  expect(never).toEqual([]);
});
