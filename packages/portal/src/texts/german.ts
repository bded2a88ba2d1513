import { wordsIn } from "./words-in.ts";

/** The portal's words in German. */
export const words = wordsIn(import.meta.glob("./*-texts.de.ts", { eager: true }));
