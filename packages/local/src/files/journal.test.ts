import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { openJournal } from "./journal.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-journal-"));
  path = join(folder, "deep", "numbers.jsonl");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Positive numbers join the state, negative ones take their opposite out of it. */
const open = async () => {
  const numbers = new Set<number>();
  const journal = await openJournal<number>(path, {
    parse: (line) => z.number().parse(line),
    apply: (n) => void (n > 0 ? numbers.add(n) : numbers.delete(-n)),
    snapshot: () => [...numbers],
  });
  return { ...journal, numbers: () => [...numbers] };
};

describe("a journal", () => {
  it("has its state again when it is reopened", async () => {
    const first = await open();
    await first.append([1, 2]);
    await first.append([-1, 3]);
    await first.close();
    const second = await open();
    expect(second.numbers()).toEqual([2, 3]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await second.close();
  });

  it("keeps the order of calls made at once, compacting among them", async () => {
    const journal = await open();
    await Promise.all([journal.append([1]), journal.append([2]), journal.compact(), journal.append([-1, 4])]);
    await Promise.all([journal.compact(), journal.append([5])]);
    expect(journal.numbers()).toEqual([2, 4, 5]);
    await journal.close();
    expect(await readFile(path, "utf8")).toBe("2\n4\n5\n");
    expect(journal.length()).toBe(3);
  });

  it("drops a torn last line and goes on behind the whole ones", async () => {
    const first = await open();
    await first.append([1]);
    await first.close();
    await appendFile(path, "12");
    const second = await open();
    await second.append([3]);
    await second.close();
    const third = await open();
    expect(third.numbers()).toEqual([1, 3]);
    await third.close();
  });

  it("is not opened over a line that cannot be read", async () => {
    await (await open()).close();
    await writeFile(path, '1\n"two"\n3\n');
    await expect(open()).rejects.toThrow(`${path}:2 cannot be read`);
  });

  it("is closed, and its file with it, also once a write has failed", async () => {
    const journal = await openJournal<number>(path, {
      parse: (line) => z.number().parse(line),
      apply: () => {
        throw new Error("It does not fit.");
      },
      snapshot: () => [],
    });
    await expect(journal.append([1])).rejects.toThrow("It does not fit.");
    await journal.close();
    await expect(journal.append([2])).rejects.toThrow("It does not fit.");
  });

  it("stores nothing more once a write has failed", async () => {
    const journal = await open();
    await journal.close();
    await expect(journal.append([1])).rejects.toThrow();
    await expect(journal.append([2])).rejects.toThrow();
    expect(journal.numbers()).toEqual([]);
  });
});
