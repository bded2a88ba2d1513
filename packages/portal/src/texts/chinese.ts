import type { english } from "./english.ts";
import { shellTexts } from "./shell-texts.zh.ts";
import type { Translation } from "./translation.ts";

/** The portal's words in Simplified Chinese. */
export const words: Translation<typeof english> = {
  ...shellTexts,
};
