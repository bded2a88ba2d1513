import { expect, it } from "vitest";
import { lookupOf } from "./credential-place.ts";

it("the public look-up part follows from the credential's id alone: six letters and digits, another for each id", () => {
  const parts = Array.from({ length: 100 }, (_, index) => lookupOf(`crd_${index}`));
  expect(lookupOf("crd_1")).toBe(parts[1]);
  expect(new Set(parts).size).toBe(100);
  for (const part of parts) expect(part).toMatch(/^[A-Za-z0-9]{6}$/);
});
