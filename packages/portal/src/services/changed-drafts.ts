/**
 * The names of what was changed in a list: of each draft that is new or not as it was, or of the list where some were removed.
 *
 * @param legend the heading of the draft at a place, counted from 1
 */
export const changedDrafts = (
  before: readonly unknown[],
  mine: readonly unknown[],
  legend: (number: number) => string,
  list: string,
): string[] =>
  mine.length < before.length
    ? [list]
    : mine.flatMap((each, index) =>
        JSON.stringify(each) === JSON.stringify(before[index]) ? [] : [legend(index + 1)],
      );
