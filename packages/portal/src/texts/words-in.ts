import type { english } from "./english.ts";
import type { Translation } from "./translation.ts";

/** The words of a language from its modules of texts: each exports those of a noun, as `serviceTexts`. */
export const wordsIn = (modules: Readonly<Record<string, unknown>>): Translation<typeof english> => {
  const exported = Object.values(modules).flatMap((module) => Object.entries(Object(module)));
  const { shell, ...nouns } = Object.fromEntries(
    exported.map(([name, texts]) => [name.replace(/Texts$/, ""), texts]),
  );
  return { ...Object(shell), ...nouns };
};
