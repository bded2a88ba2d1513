import { expect, it } from "vitest";
import { inTurns } from "./in-turns.ts";

it("does at most so many at once, and answers in the order of the items", async () => {
  let running = 0;
  let most = 0;
  const answers = await inTurns(3, [5, 1, 4, 2, 3, 0, 6], async (item) => {
    running += 1;
    most = Math.max(most, running);
    for (let step = 0; step < item; step += 1) await Promise.resolve();
    running -= 1;
    return item * 2;
  });
  expect(answers).toEqual([10, 2, 8, 4, 6, 0, 12]);
  expect(most).toBe(3);
});

it("begins nothing more after a turn that has failed", async () => {
  const begun: number[] = [];
  const run = async (item: number) => {
    begun.push(item);
    if (item === 1) throw new Error("one");
  };
  await expect(inTurns(2, [0, 1, 2, 3], run)).rejects.toThrow("one");
  expect(begun).toEqual([0, 1]);
});
