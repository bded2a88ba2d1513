/** English words in another language. What is missing is shown in English. */
export type Translation<Words> = Words extends string
  ? string
  : Words extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof Words]?: Translation<Words[Key]> };

/** The English words, each replaced by its translation where there is one. */
export const translated = <Words>(english: Words, translation: unknown): Words => {
  if (typeof english !== "object" || english === null)
    return translation === undefined ? english : (translation as Words);
  const given = membersOf(translation);
  const merge = ([name, words]: [string, unknown]) => translated(words, given[name]);
  const entries = Object.entries(english);
  return (
    Array.isArray(english)
      ? entries.map(merge)
      : Object.fromEntries(entries.map((entry) => [entry[0], merge(entry)]))
  ) as Words;
};

/** The English words that a translation lacks, as `catalog.kinds.ai`. */
export const missingIn = (translation: unknown, english: unknown, path = ""): string[] => {
  if (typeof english !== "object" || english === null) return translation === undefined ? [path] : [];
  const given = membersOf(translation);
  return Object.entries(english).flatMap(([name, words]) =>
    missingIn(given[name], words, path === "" ? name : `${path}.${name}`),
  );
};

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : {};
