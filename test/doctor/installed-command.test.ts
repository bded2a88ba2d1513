import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Called, sharedCalled } from "../credentials/called.fixture.ts";
import { sendRaw } from "../credentials/send-raw.fixture.ts";
import { ROOT } from "../support/kept/kept.ts";
import { freshName } from "../support/making.ts";

const run = promisify(execFile);
const PACKAGE = join(ROOT, "packages/cli");

it("npx latchkey runs in the repository, as npm ci leaves it", async () => {
  const { version } = JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8"));
  expect((await run("npx", ["latchkey", "--version"], { cwd: ROOT })).stdout.trim()).toBe(version);
});

describe("the tarball of packages/cli, in an empty project with nothing of ours beside it", () => {
  let folder: string;
  let called: Called;
  beforeAll(async () => {
    called = await sharedCalled();
    folder = await mkdtemp(join(tmpdir(), "latchkey-cli-"));
    await run(process.execPath, ["scripts/build-package.ts"], { cwd: PACKAGE });
    const packed = await run("npm", ["pack", join(PACKAGE, "dist"), "--pack-destination", folder], {
      cwd: ROOT,
    });
    const tarball = packed.stdout.trim().split("\n").at(-1) ?? "";
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "fresh", private: true }));
    const { dependencies } = JSON.parse(await readFile(join(PACKAGE, "dist/package.json"), "utf8"));
    // From npm, without asking it.
    const beside = Object.keys(dependencies).map((name) => join(ROOT, "node_modules", name));
    await run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${tarball}`, ...beside], {
      cwd: folder,
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const latchkey = async (...words: string[]): Promise<string> => {
    const { stdout } = await run(process.execPath, ["node_modules/.bin/latchkey", ...words], {
      cwd: folder,
      env: {
        ...process.env,
        LATCHKEY_URL: called.latchkey.control,
        LATCHKEY_API_KEY: called.latchkey.rootKey,
      },
    });
    return stdout;
  };

  it("names what comes from npm as its dependencies, and nothing else", async () => {
    const manifest = JSON.parse(
      await readFile(join(folder, "node_modules/@latchkey/cli/package.json"), "utf8"),
    );
    expect(Object.keys(manifest.dependencies).filter((name) => name.startsWith("@latchkey/"))).toEqual([]);
    expect(manifest.private).toBe(undefined);
  });

  it("helps with each command of its README", async () => {
    const readme = await readFile(join(PACKAGE, "README.md"), "utf8");
    const rows = readme.split("\n").filter((line) => line.startsWith("| `"));
    const commands = new Set(
      rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([a-z]+)/g)].map(([, name]) => name)),
    );
    expect(commands.size).toBeGreaterThan(14);
    for (const command of commands)
      expect(await latchkey(command ?? "", "--help")).toContain(`Usage: latchkey ${command}`);
  });

  it("applies a file, says that nothing differs, exports it and brings keys of another product", async () => {
    const team = (await called.make.team()).slug as string;
    const file = join(folder, "team.json");
    await writeFile(
      file,
      JSON.stringify({
        consumers: [{ team, name: "nightly", credentials: [{ name: "main", type: "api-key" }] }],
      }),
    );
    const { secrets } = JSON.parse(await latchkey("apply", "-f", file, "--json"));
    expect(secrets).toEqual([expect.objectContaining({ consumer: "nightly", credential: "main" })]);
    await latchkey("diff", "-f", file);
    expect(await latchkey("export", "--team", team)).toContain("nightly");

    const key = freshName("a-key-of-another-product");
    const hash = createHash("sha256").update(key).digest("base64");
    await writeFile(
      join(folder, "unkey.json"),
      JSON.stringify([{ id: "key_1", name: "Billing", hash, apiId: "api_1", enabled: true }]),
    );
    const words = ["unkey", "unkey.json", "--team", team, "--service", `api_1=${called.service}`];
    expect(await latchkey("import", ...words)).toContain("3 created, 0 unchanged, 0 not imported");
    expect((await sendRaw(called.url("/today"), { headers: { "x-api-key": key } })).status).toBe(200);
  });

  it("proves a claim of the stage, and writes the report", async () => {
    await latchkey("doctor", "--allow-http", "--only", "clock", "--report", "found.md");
    expect(await readFile(join(folder, "found.md"), "utf8")).toContain("clock");
  });
});
