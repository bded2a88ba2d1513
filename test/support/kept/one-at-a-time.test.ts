import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";

let folder: string;
let lock: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-lock-"));
  lock = join(folder, "lock");
});
afterEach(() => rm(folder, { recursive: true }));

describe("work under a lock", () => {
  it("runs one at a time, and leaves nothing behind", async () => {
    let running = 0;
    const most: number[] = [];
    const work = async () => {
      running += 1;
      most.push(running);
      await readdir(folder);
      running -= 1;
    };
    await Promise.all(Array.from({ length: 5 }, () => oneAtATime(lock, work)));
    expect(most).toEqual([1, 1, 1, 1, 1]);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ["a process that is gone", () => String(spawnSync(process.execPath, ["--version"]).pid)],
    ["a process that was killed before it had written its name", () => ""],
  ])("takes over what was left by %s", async (_what, left) => {
    await writeFile(lock, left());
    expect(await oneAtATime(lock, async () => "done")).toBe("done");
  });

  it("is given back when the work fails", async () => {
    await expect(oneAtATime(lock, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await oneAtATime(lock, async () => "done")).toBe("done");
  });
});
