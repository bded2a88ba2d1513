import { describe, expect, it } from "vitest";
import { FairQueue, QueueFull } from "./fair-queue.ts";

const settings = { slots: 2, mostOfSource: 100, most: 150 };

/** Work that ends when it is told to, and a log of what has begun. */
const controlled = (queue: FairQueue) => {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const run = (source: string, name: string) =>
    queue.run(source, async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.push(resolve));
      return name;
    });
  const endOne = async () => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, run, endOne };
};
const tick = () => new Promise((resolve) => setImmediate(resolve));

describe("a queue", () => {
  it("runs one thing of a source at a time, and lets others in between", async () => {
    const { begun, run, endOne } = controlled(new FairQueue(settings));
    const all = [
      run("a", "a1"),
      run("a", "a2"),
      run("a", "a3"),
      run("b", "b1"),
      run("c", "c1"),
      run("b", "b2"),
    ];
    await tick();
    expect(begun).toEqual(["a1", "b1"]);
    await endOne();
    expect(begun.at(-1)).toBe("c1");
    for (let n = 0; n < 5; n += 1) await endOne();
    expect(begun).toHaveLength(6);
    expect(await Promise.all(all)).toHaveLength(6);
  });

  it("goes on when work fails, and gives nothing but that failure", async () => {
    const queue = new FairQueue(settings);
    await expect(queue.run("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await queue.run("a", async () => "yes")).toBe("yes");
  });

  it("turns away whom it cannot hold: of one source, and in all", async () => {
    const queue = new FairQueue(settings);
    const { run, endOne } = controlled(queue);
    const accepted = Array.from({ length: 101 }, (_, n) => run("a", `a${n}`));
    await expect(run("a", "one too many")).rejects.toBeInstanceOf(QueueFull);
    const others = Array.from({ length: 51 }, (_, n) => run(`b${n}`, `b${n}`));
    await expect(run("c", "one too many")).rejects.toBeInstanceOf(QueueFull);
    for (let n = 0; n < 160; n += 1) await endOne();
    expect(await Promise.all([...accepted, ...others])).toHaveLength(152);
    expect(queue.waiting).toBe(0);
  });
});
