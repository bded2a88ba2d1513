import { expect, it } from "vitest";
import { eachAtMost } from "./each-at-most.ts";

it("runs each once, in their order, and never more than may at once", async () => {
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  await eachAtMost([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    begun.push(item);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  });
  expect([begun, most]).toEqual([[1, 2, 3, 4, 5, 6, 7], 3]);
});
