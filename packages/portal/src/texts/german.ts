import type { english } from "./english.ts";
import { shellTexts } from "./shell-texts.de.ts";
import type { Translation } from "./translation.ts";

/** The portal's words in German. */
export const words: Translation<typeof english> = {
  ...shellTexts,
};
