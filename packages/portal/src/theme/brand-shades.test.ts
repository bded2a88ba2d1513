import { describe, expect, it } from "vitest";
import { brandShades } from "./brand-shades.ts";

const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

/** At the edge of what a stage may choose, and far from it. */
const COLOURS = ["#767676", "#0b5f63", "#000000", "#b3261e", "#5b00c2", "#008300", "#8a5a00"];
/** Of the dark scheme: the page, and what is raised above it (`theme/tokens.css`). */
const DARK_SURFACES = ["#14181f", "#191e26", "#0f1318"];

describe("the shades of a brand's colour", () => {
  it.each(COLOURS)("of %s bear white text, are read on the palest, and in the dark", (color) => {
    const shades = brandShades(color);
    expect(shades).toHaveLength(10);
    for (const filled of shades.slice(8)) expect(contrast(filled, "#ffffff")).toBeGreaterThanOrEqual(4.5);
    for (const surface of DARK_SURFACES)
      expect(contrast(shades[3] ?? "", surface)).toBeGreaterThanOrEqual(4.5);
  });
});
