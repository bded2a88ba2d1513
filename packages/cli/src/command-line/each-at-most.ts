/** Runs each, as many at once as may, in their order. */
export const eachAtMost = async <T>(
  items: readonly T[],
  most: number,
  run: (item: T) => Promise<void>,
): Promise<void> => {
  const waiting = items.values();
  const work = async (): Promise<void> => {
    for (const item of waiting) await run(item);
  };
  await Promise.all(Array.from({ length: most }, work));
};
