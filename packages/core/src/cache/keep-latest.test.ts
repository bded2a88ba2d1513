import { expect, it } from "vitest";
import { keepLatest } from "./keep-latest.ts";

it("keeps so many values, the latest ones: what is kept again is the latest", () => {
  const kept = new Map<string, number>();
  for (const [key, value] of Object.entries({ a: 1, b: 2 })) keepLatest(kept, 2, key, value);
  keepLatest(kept, 2, "a", 3);
  expect([...kept]).toEqual([
    ["b", 2],
    ["a", 3],
  ]);
  keepLatest(kept, 2, "c", 4);
  expect([...kept.keys()]).toEqual(["a", "c"]);
});
