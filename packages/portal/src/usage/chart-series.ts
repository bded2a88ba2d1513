/** What is measured: its colour is the same in every chart. */
export type Tone = "answered" | "refused" | "errors" | "half" | "slowest" | "tokens-in" | "tokens-out";

export interface Series {
  name: string;
  tone: Tone;
  values: readonly number[];
}
