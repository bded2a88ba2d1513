import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLatchkey } from "../support/running-latchkey.ts";
import { backup } from "./tool.fixture.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-refused-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("npm run backup, given a wrong path", () => {
  it("says that a folder holds no Latchkey", async () => {
    const { code, said } = await backup(["create", "--data", folder, "--file", join(folder, "made")]);
    expect(code).toBe(1);
    expect(said).toContain(`There is no Latchkey in ${folder}.`);
  });

  it("writes over no file, and says so", async () => {
    await using latchkey = await startLatchkey();
    const file = join(folder, "former.backup");
    await writeFile(file, "former");
    const { code, said } = await backup(["create", "--data", latchkey.data, "--file", file]);
    expect(code).toBe(1);
    expect(said).toContain(`There is a file ${file} already. Name another one.`);
    expect(await readFile(file, "utf8")).toBe("former");
  });
});
