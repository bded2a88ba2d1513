import { describe, expect, it } from "vitest";
import { iconShapes } from "./icon-shapes.ts";

const NAMES = Array.from({ length: 400 }, (_each, index) => `service-${index}`);

describe("the icon of a name", () => {
  it("is the same each time", () => expect(iconShapes("payments")).toEqual(iconShapes("payments")));

  it("tells names apart that differ in one letter", () =>
    expect(iconShapes("payments")).not.toEqual(iconShapes("payment")));

  it("uses every hue and at least 200 drawings for 400 names", () => {
    const icons = NAMES.map(iconShapes);
    expect(new Set(icons.map(({ hue }) => hue)).size).toBe(12);
    expect(new Set(icons.map((icon) => JSON.stringify(icon))).size).toBeGreaterThan(200);
  });

  it("is never empty", () => {
    for (const { cells } of NAMES.map(iconShapes))
      expect(cells.filter((cell) => cell !== "none").length).toBeGreaterThanOrEqual(2);
  });
});
