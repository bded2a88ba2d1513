import { english } from "./english.ts";
import { LANGUAGES, spoken } from "./language.ts";
import { translated } from "./translation.ts";

const { language, words } = spoken();

/** Every word of the portal in the page's language, and how that one writes numbers and times. */
export const texts = { ...translated(english, words), locale: LANGUAGES[language].locale };
