import { describe, expect, it } from "vitest";
import { fixedItems, matching } from "./palette-items.ts";

describe("what the palette has without asking", () => {
  it.each([
    ["make con", ["Make a consumer"]],
    ["APPROV", ["Approvals"]],
    ["nothing like it", []],
  ])("for %j is %j", (typed, expected) =>
    expect(matching(fixedItems({ admin: false }), typed).map(({ label }) => label)).toEqual(expected),
  );

  it("is all of it before a word is typed, and people are for admins", () => {
    const all = fixedItems({ admin: false });
    expect(matching(all, " ")).toEqual(all);
    const labels = (admin: boolean) => fixedItems({ admin }).map(({ label }) => label);
    expect(labels(true).filter((label) => !labels(false).includes(label))).toEqual(["People"]);
  });
});
