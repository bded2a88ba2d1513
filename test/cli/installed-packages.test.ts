import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../support/kept/kept.ts";
import { making } from "../support/making.ts";
import { asRoot } from "../support/management.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";

const run = promisify(execFile);
const PACKAGE = join(ROOT, "packages/client");

/** The README's examples, with what their comments say they print. */
const examples = async () =>
  [...(await readFile(join(PACKAGE, "README.md"), "utf8")).matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(
    ([, code = ""]) => ({
      code,
      prints: [...code.matchAll(/\/\/ prints: (.*)$/gm)].map(([, text = ""]) => text),
    }),
  );

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-client-"));
  await run("npm", ["run", "build", "-w", "packages/client"], { cwd: ROOT });
  const packed = await run("npm", ["pack", join(PACKAGE, "dist"), "--pack-destination", folder], {
    cwd: ROOT,
  });
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ name: "fresh", private: true, type: "module" }),
  );
  // What comes from npm, without asking it.
  const beside = ["openapi-fetch", "openapi-typescript-helpers"].map((name) =>
    join(ROOT, "node_modules", name),
  );
  const tarball = `./${packed.stdout.trim().split("\n").at(-1)}`;
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball, ...beside], { cwd: folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the tarball of packages/client, in an empty project", () => {
  it("does what each example of its README says, against a stage", async () => {
    const stage = await sharedLatchkey();
    const make = making(asRoot(stage));
    await make.team({ slug: "demo" });
    await make.service("demo", { slug: "echo" });
    const all = await examples();
    expect(all.length).toBe(3);
    for (const [at, { code, prints }] of all.entries()) {
      await writeFile(join(folder, `example-${at}.ts`), code);
      const { stdout } = await run(process.execPath, [`example-${at}.ts`], {
        cwd: folder,
        env: { ...process.env, LATCHKEY_URL: stage.control, LATCHKEY_API_KEY: stage.rootKey },
      });
      expect(stdout.trimEnd().split("\n")).toEqual(prints);
    }
  });

  it("has types by which its README compiles, as ESM and as CommonJS", async () => {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: "es2023",
      module: "node16",
      skipLibCheck: true,
      typeRoots: [join(ROOT, "node_modules/@types")],
      types: ["node"],
    };
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({ include: ["example-*.ts", "a.cts"], compilerOptions }),
    );
    await writeFile(
      join(folder, "a.cts"),
      'import { createLatchkey } from "@latchkey/client/latchkey";\nexport const id: Promise<string> = createLatchkey({ url: "" }).GET("/v1/me").then((me) => me.id);\n',
    );
    const { stdout } = await run(join(ROOT, "node_modules/.bin/tsc"), ["-p", folder]).catch((error) => error);
    expect(stdout).toBe("");
    await writeFile(
      join(folder, "b.cjs"),
      'console.log(typeof require("@latchkey/client/latchkey").createLatchkey);',
    );
    expect((await run(process.execPath, ["b.cjs"], { cwd: folder })).stdout.trim()).toBe("function");
  });
});
