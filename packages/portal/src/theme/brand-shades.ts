/** How much white is mixed into the colour, from the palest shade to the colour itself. */
const WHITE = [0.93, 0.86, 0.72, 0.6, 0.46, 0.34, 0.22, 0.12, 0, 0] as const;

const channel = (color: string, at: number): number => Number.parseInt(color.slice(at, at + 2), 16);

/**
 * The ten shades of a colour, `#rrggbb`, that is dark enough for white text on it. The last two are the colour itself:
 * white text stands on them.
 */
export const brandShades = (color: string): string[] =>
  WHITE.map((white) => {
    const mixed = [1, 3, 5].map((at) => Math.round(channel(color, at) * (1 - white) + 255 * white));
    return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  });

/** Puts the shades in the place of the product's own. By the style's own interface, which the content policy allows. */
export const wearBrand = (color: string, style: CSSStyleDeclaration): void => {
  for (const [index, shade] of brandShades(color).entries())
    style.setProperty(`--mantine-color-latch-${index}`, shade);
};
