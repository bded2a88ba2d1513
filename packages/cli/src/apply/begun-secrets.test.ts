import { appendFile, chmod, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { begunSecrets } from "./begun-secrets.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-begun-"));
  path = join(folder, "secrets");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lostBy = async (...lines: string[]): Promise<string[]> => {
  await using first = await begunSecrets(path);
  await first.begin("kept open");
  await appendFile(`${path}.unfinished`, lines.join("\n"));
  await using next = await begunSecrets(path);
  return [...next.lost];
};

describe("Marks of secrets that are being made", () => {
  it.each([
    ["one that was begun", ['{"begun":"a"}\n'], ["kept open", "a"]],
    ["one that was ended", ['{"begun":"a"}', '{"ended":"a"}\n'], ["kept open"]],
    ["one that was begun again", ['{"begun":"a"}', '{"ended":"a"}', '{"begun":"a"}\n'], ["kept open", "a"]],
    ["a last line that is not whole", ['{"begun":"a"}', '{"ended":"'], ["kept open", "a"]],
    ["lines of another kind", ["null", "7", '{"begun":7}', "", "[]\n"], ["kept open"]],
  ])("%s", async (_what, lines, lost) => {
    expect(await lostBy(...lines)).toEqual(lost);
  });

  it("are gone once all are ended, or all that the file says is there", async () => {
    const isThere = () => stat(`${path}.unfinished`).then(Boolean, () => false);
    {
      await using begun = await begunSecrets(path);
      await begun.begin("a");
      await begun.end("a");
      expect((await stat(`${path}.unfinished`)).mode & 0o777).toBe(0o600);
    }
    expect(await isThere()).toBe(false);
    {
      await using begun = await begunSecrets(path);
      await begun.begin("a");
    }
    expect(await isThere()).toBe(true);
    {
      await using begun = await begunSecrets(path);
      begun.forget();
    }
    expect(await isThere()).toBe(false);
  });

  it("are in a file that no one else may write", async () => {
    {
      await using begun = await begunSecrets(path);
      await begun.begin("a");
    }
    await chmod(`${path}.unfinished`, 0o644);
    await expect(begunSecrets(path)).rejects.toThrow("has the mode 644");
  });
});
