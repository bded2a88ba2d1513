/** Keeps a value as the latest one; where there would be more than `most`, the oldest goes. */
export const keepLatest = <Key, Value>(kept: Map<Key, Value>, most: number, key: Key, value: Value): void => {
  kept.delete(key);
  const oldest = kept.size >= most ? kept.keys().next() : undefined;
  if (oldest && !oldest.done) kept.delete(oldest.value);
  kept.set(key, value);
};
