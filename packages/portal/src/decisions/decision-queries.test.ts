import { describe, expect, it } from "vitest";
import { pollDecisionsEvery } from "./decision-queries.ts";

describe("the approvals that wait", () => {
  it("are asked for every five seconds where there are few services", () =>
    expect(pollDecisionsEvery(3)).toBe(5000));

  it("never cost more than two requests a second", () => {
    for (const services of [11, 40, 100])
      expect(services / (pollDecisionsEvery(services) / 1000)).toBeLessThanOrEqual(2);
  });
});
