/** Of the plot, in pixels: the foot with the times is below it. */
export const HEIGHT = 190;
/** So that half of the uppermost amount's letters have room. */
const TOP = 10;

interface Measures {
  width: number;
  /** The place of the amounts, before the plot. */
  gutter: number;
  /** How many steps of time there are. */
  count: number;
  /** The uppermost amount of the scale. */
  most: number;
}

/** Where things of a chart are: `x` by step, `y` by amount, in pixels. */
export interface ChartShape {
  gutter: number;
  /** Between two steps. */
  slot: number;
  x: (step: number) => number;
  y: (amount: number) => number;
  /** Which step is at a place; the nearest one beside the plot. */
  stepAt: (x: number) => number;
}

export const chartShape = ({ width, gutter, count, most }: Measures): ChartShape => {
  const slot = Math.max(0, width - gutter) / Math.max(1, count);
  return {
    gutter,
    slot,
    x: (step) => gutter + step * slot,
    y: (amount) => TOP + (HEIGHT - TOP) * (1 - amount / Math.max(most, Number.MIN_VALUE)),
    stepAt: (x) =>
      Math.min(Math.max(Math.floor((x - gutter) / Math.max(slot, 0.001)), 0), Math.max(count - 1, 0)),
  };
};
