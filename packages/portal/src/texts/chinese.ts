import { wordsIn } from "./words-in.ts";

/** The portal's words in Simplified Chinese. */
export const words = wordsIn(import.meta.glob("./*-texts.zh.ts", { eager: true }));
