type Lists = Record<string, string[] | undefined> | null | undefined;

/** Every value of an event's headers or query with its name, in their order. */
export const valuePairs = (lists: Lists): [name: string, value: string][] => {
  const found: [string, string][] = [];
  for (const name in lists) for (const value of lists[name] ?? []) found.push([name, value]);
  return found;
};
