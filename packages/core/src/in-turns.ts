/** Does the same for each, at most so many at once; the answers are in the order of the items. */
export const inTurns = async <Item, Answer>(
  most: number,
  items: readonly Item[],
  run: (item: Item) => Promise<Answer>,
): Promise<Answer[]> => {
  const answers: Answer[] = [];
  for (let first = 0; first < items.length; first += most)
    answers.push(...(await Promise.all(items.slice(first, first + most).map(run))));
  return answers;
};
