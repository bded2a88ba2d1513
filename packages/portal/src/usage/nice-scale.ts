const STEPS = [1, 2, 5, 10] as const;

/** Amounts at equal distances from 0 to the first that is not below `most`; round ones, and whole ones where asked for. */
export const niceScale = (most: number, isWhole: boolean, count = 4): number[] => {
  const rough = Math.max(most, isWhole ? 1 : 0.001) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const fitting = (STEPS.find((each) => each * power >= rough) ?? 10) * power;
  const step = isWhole ? Math.max(1, fitting) : fitting;
  const ticks = Math.max(1, Math.ceil(most / step - 1e-9));
  return Array.from({ length: ticks + 1 }, (_each, index) => Number((index * step).toPrecision(12)));
};
